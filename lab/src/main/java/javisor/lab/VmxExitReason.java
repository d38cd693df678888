package javisor.lab;

import java.util.Map;

/** The names of VT-x's basic exit reasons (Intel 64 and IA-32 Software Developer's Manual, volume 3, appendix C). */
final class VmxExitReason {
    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(0, "Exception or non-maskable interrupt (NMI)"),
            Map.entry(1, "External interrupt"),
            Map.entry(2, "Triple fault"),
            Map.entry(3, "INIT signal"),
            Map.entry(4, "Start-up IPI (SIPI)"),
            Map.entry(5, "I/O system-management interrupt (SMI)"),
            Map.entry(6, "Other SMI"),
            Map.entry(7, "Interrupt window"),
            Map.entry(8, "NMI window"),
            Map.entry(9, "Task switch"),
            Map.entry(10, "CPUID"),
            Map.entry(11, "GETSEC"),
            Map.entry(12, "HLT"),
            Map.entry(13, "INVD"),
            Map.entry(14, "INVLPG"),
            Map.entry(15, "RDPMC"),
            Map.entry(16, "RDTSC"),
            Map.entry(17, "RSM"),
            Map.entry(18, "VMCALL"),
            Map.entry(19, "VMCLEAR"),
            Map.entry(20, "VMLAUNCH"),
            Map.entry(21, "VMPTRLD"),
            Map.entry(22, "VMPTRST"),
            Map.entry(23, "VMREAD"),
            Map.entry(24, "VMRESUME"),
            Map.entry(25, "VMWRITE"),
            Map.entry(26, "VMXOFF"),
            Map.entry(27, "VMXON"),
            Map.entry(28, "Control-register accesses"),
            Map.entry(29, "MOV DR"),
            Map.entry(30, "I/O instruction"),
            Map.entry(31, "RDMSR"),
            Map.entry(32, "WRMSR"),
            Map.entry(33, "VM-entry failure due to invalid guest state"),
            Map.entry(34, "VM-entry failure due to MSR loading"),
            Map.entry(36, "MWAIT"),
            Map.entry(37, "Monitor trap flag"),
            Map.entry(39, "MONITOR"),
            Map.entry(40, "PAUSE"),
            Map.entry(41, "VM-entry failure due to machine-check event"),
            Map.entry(43, "TPR below threshold"),
            Map.entry(44, "APIC access"),
            Map.entry(45, "Virtualized EOI"),
            Map.entry(46, "Access to GDTR or IDTR"),
            Map.entry(47, "Access to LDTR or TR"),
            Map.entry(48, "EPT violation"),
            Map.entry(49, "EPT misconfiguration"),
            Map.entry(50, "INVEPT"),
            Map.entry(51, "RDTSCP"),
            Map.entry(52, "VMX-preemption timer expired"),
            Map.entry(53, "INVVPID"),
            Map.entry(54, "WBINVD or WBNOINVD"),
            Map.entry(55, "XSETBV"),
            Map.entry(56, "APIC write"),
            Map.entry(57, "RDRAND"),
            Map.entry(58, "INVPCID"),
            Map.entry(59, "VMFUNC"),
            Map.entry(60, "ENCLS"),
            Map.entry(61, "RDSEED"),
            Map.entry(62, "Page-modification log full"),
            Map.entry(63, "XSAVES"),
            Map.entry(64, "XRSTORS"),
            Map.entry(65, "PCONFIG"),
            Map.entry(66, "SPP-related event"),
            Map.entry(67, "UMWAIT"),
            Map.entry(68, "TPAUSE"),
            Map.entry(69, "LOADIWKEY"));

    private VmxExitReason() {}

    /** {@return the manual's name of a basic exit reason} */
    static String name(int reason) {
        return NAMES.getOrDefault(reason, "Exit reason " + reason);
    }
}
