package javisor.hypervisor.vmx;

/** Basic exit reasons (Intel SDM vol. 3, appendix C), and what people call them. */
final class ExitReason {
    static final int EXCEPTION_OR_NMI = 0;
    static final int TRIPLE_FAULT = 2;
    static final int INIT = 3;
    static final int SIPI = 4;
    static final int NMI_WINDOW = 8;
    static final int TASK_SWITCH = 9;
    static final int CPUID = 10;
    static final int GETSEC = 11;
    static final int INVD = 13;
    static final int VMCALL = 18;
    static final int VMCLEAR = 19;
    static final int VMLAUNCH = 20;
    static final int VMPTRLD = 21;
    static final int VMPTRST = 22;
    static final int VMREAD = 23;
    static final int VMRESUME = 24;
    static final int VMWRITE = 25;
    static final int VMXOFF = 26;
    static final int VMXON = 27;
    static final int CONTROL_REGISTER = 28;
    static final int RDMSR = 31;
    static final int WRMSR = 32;
    static final int MONITOR_TRAP = 37;
    static final int MACHINE_CHECK_AT_ENTRY = 41;
    static final int EPT_VIOLATION = 48;
    static final int EPT_MISCONFIGURATION = 49;
    static final int INVEPT = 50;
    static final int INVVPID = 53;
    static final int XSETBV = 55;
    static final int VMFUNC = 59;
    static final int SEAMCALL = 76;
    static final int TDCALL = 77;

    /** In the exit reason: the VM entry failed, and the guest did not run. */
    static final int ENTRY_FAILURE = 1 << 31;

    /** The basic exit reason. Bits above it tell more, as bit 27 does, that the exit interrupted an SGX enclave (25.9.1). */
    static final int BASIC = 0xFFFF;

    private static final String[] NAMES = {
        "exception or NMI",
        "external interrupt",
        "triple fault",
        "INIT",
        "SIPI",
        "I/O SMI",
        "other SMI",
        "interrupt window",
        "NMI window",
        "task switch",
        "CPUID",
        "GETSEC",
        "HLT",
        "INVD",
        "INVLPG",
        "RDPMC",
        "RDTSC",
        "RSM",
        "VMCALL",
        "VMCLEAR",
        "VMLAUNCH",
        "VMPTRLD",
        "VMPTRST",
        "VMREAD",
        "VMRESUME",
        "VMWRITE",
        "VMXOFF",
        "VMXON",
        "CR access",
        "MOV DR",
        "I/O instruction",
        "RDMSR",
        "WRMSR",
        "invalid guest state",
        "MSR loading",
        "35",
        "MWAIT",
        "monitor trap flag",
        "38",
        "MONITOR",
        "PAUSE",
        "machine check at entry",
        "42",
        "TPR below threshold",
        "APIC access",
        "virtualized EOI",
        "GDTR or IDTR",
        "LDTR or TR",
        "EPT violation",
        "EPT misconfiguration",
        "INVEPT",
        "RDTSCP",
        "preemption timer",
        "INVVPID",
        "WBINVD",
        "XSETBV",
        "APIC write",
        "RDRAND",
        "INVPCID",
        "VMFUNC",
        "ENCLS",
        "RDSEED",
        "page-modification log full",
        "XSAVES",
        "XRSTORS"
    };

    private ExitReason() {}

    /** {@return the manual's name of basic reason {@code reason}} */
    static String name(int reason) {
        return reason >= 0 && reason < NAMES.length ? NAMES[reason] : "unknown";
    }
}
