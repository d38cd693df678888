package javisor.lab;

import java.util.Map;

/** The names of AMD-V's exit codes (AMD64 Architecture Programmer's Manual, volume 2, appendix C). */
final class SvmExitReason {
    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(0x60, "INTR"),
            Map.entry(0x61, "NMI"),
            Map.entry(0x62, "SMI"),
            Map.entry(0x63, "INIT"),
            Map.entry(0x64, "VINTR"),
            Map.entry(0x65, "CR0_SEL_WRITE"),
            Map.entry(0x66, "IDTR_READ"),
            Map.entry(0x67, "GDTR_READ"),
            Map.entry(0x68, "LDTR_READ"),
            Map.entry(0x69, "TR_READ"),
            Map.entry(0x6A, "IDTR_WRITE"),
            Map.entry(0x6B, "GDTR_WRITE"),
            Map.entry(0x6C, "LDTR_WRITE"),
            Map.entry(0x6D, "TR_WRITE"),
            Map.entry(0x6E, "RDTSC"),
            Map.entry(0x6F, "RDPMC"),
            Map.entry(0x70, "PUSHF"),
            Map.entry(0x71, "POPF"),
            Map.entry(0x72, "CPUID"),
            Map.entry(0x73, "RSM"),
            Map.entry(0x74, "IRET"),
            Map.entry(0x75, "SWINT"),
            Map.entry(0x76, "INVD"),
            Map.entry(0x77, "PAUSE"),
            Map.entry(0x78, "HLT"),
            Map.entry(0x79, "INVLPG"),
            Map.entry(0x7A, "INVLPGA"),
            Map.entry(0x7B, "IOIO"),
            Map.entry(0x7C, "MSR"),
            Map.entry(0x7D, "TASK_SWITCH"),
            Map.entry(0x7E, "FERR_FREEZE"),
            Map.entry(0x7F, "SHUTDOWN"),
            Map.entry(0x80, "VMRUN"),
            Map.entry(0x81, "VMMCALL"),
            Map.entry(0x82, "VMLOAD"),
            Map.entry(0x83, "VMSAVE"),
            Map.entry(0x84, "STGI"),
            Map.entry(0x85, "CLGI"),
            Map.entry(0x86, "SKINIT"),
            Map.entry(0x87, "RDTSCP"),
            Map.entry(0x88, "ICEBP"),
            Map.entry(0x89, "WBINVD"),
            Map.entry(0x8A, "MONITOR"),
            Map.entry(0x8B, "MWAIT"),
            Map.entry(0x8C, "MWAIT_CONDITIONAL"),
            Map.entry(0x8D, "XSETBV"),
            Map.entry(0x8E, "RDPRU"),
            Map.entry(0x8F, "EFER_WRITE_TRAP"),
            Map.entry(0xA0, "INVLPGB"),
            Map.entry(0xA1, "INVLPGB_ILLEGAL"),
            Map.entry(0xA2, "INVPCID"),
            Map.entry(0xA3, "MCOMMIT"),
            Map.entry(0xA4, "TLBSYNC"),
            Map.entry(0x400, "NPF"),
            Map.entry(-1, "INVALID"));

    private SvmExitReason() {}

    /** {@return the manual's name of an exit code, without its prefix VMEXIT_} */
    static String name(int code) {
        String name = NAMES.get(code);
        if (name != null) {
            return name;
        }
        if (code >= 0 && code < 0x60) {
            return numbered(code);
        }
        return "EXIT_%XH".formatted(code);
    }

    private static String numbered(int code) {
        int number = code % 16;
        return switch (code / 16) {
            case 0 -> "CR" + number + "_READ";
            case 1 -> "CR" + number + "_WRITE";
            case 2 -> "DR" + number + "_READ";
            case 3 -> "DR" + number + "_WRITE";
            default -> "EXCEPTION_" + (code - 0x40);
        };
    }
}
