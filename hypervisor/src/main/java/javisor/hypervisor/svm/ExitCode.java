package javisor.hypervisor.svm;

/** Exit codes (AMD APM vol. 2, appendix C), and what people call them. */
final class ExitCode {
    static final int EXCEPTION = 0x40;
    static final int NMI = 0x61;
    static final int INIT = 0x63;
    static final int CPUID = 0x72;
    static final int IRET = 0x74;
    static final int INVD = 0x76;
    static final int INVLPGA = 0x7A;
    static final int MSR = 0x7C;
    static final int SHUTDOWN = 0x7F;
    static final int VMRUN = 0x80;
    static final int VMMCALL = 0x81;
    static final int VMLOAD = 0x82;
    static final int VMSAVE = 0x83;
    static final int STGI = 0x84;
    static final int CLGI = 0x85;
    static final int SKINIT = 0x86;
    static final int NESTED_PAGE_FAULT = 0x400;
    static final int INVALID = -1;

    private static final int FIRST_NAME = 0x60;

    private static final String[] NAMES = {
        "INTR", "NMI", "SMI", "INIT", "VINTR", "CR0_SEL_WRITE", "IDTR_READ", "GDTR_READ",
        "LDTR_READ", "TR_READ", "IDTR_WRITE", "GDTR_WRITE", "LDTR_WRITE", "TR_WRITE", "RDTSC", "RDPMC",
        "PUSHF", "POPF", "CPUID", "RSM", "IRET", "SWINT", "INVD", "PAUSE",
        "HLT", "INVLPG", "INVLPGA", "IOIO", "MSR", "TASK_SWITCH", "FERR_FREEZE", "SHUTDOWN",
        "VMRUN", "VMMCALL", "VMLOAD", "VMSAVE", "STGI", "CLGI", "SKINIT", "RDTSCP",
        "ICEBP", "WBINVD", "MONITOR", "MWAIT", "MWAIT_CONDITIONAL", "XSETBV", "RDPRU", "EFER_WRITE_TRAP"
    };

    private ExitCode() {}

    /** {@return the manual's name of {@code code} without its VMEXIT prefix} */
    static String name(int code) {
        if (code >= FIRST_NAME && code < FIRST_NAME + NAMES.length) {
            return NAMES[code - FIRST_NAME];
        }
        if (code >= 0 && code < FIRST_NAME) {
            return code < 0x20 ? "CR access" : code < EXCEPTION ? "DR access" : "exception";
        }
        return switch (code) {
            case NESTED_PAGE_FAULT -> "NPF";
            case INVALID -> "INVALID: VMRUN refused the guest state";
            case -2 -> "BUSY";
            default -> "unknown";
        };
    }
}
