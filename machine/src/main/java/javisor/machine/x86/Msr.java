package javisor.machine.x86;

/** Numbers of model-specific registers (AMD APM vol. 2, appendix A; Intel SDM vol. 4). */
public final class Msr {
    /** Time-stamp counter. */
    public static final int TSC = 0x10;

    /** Local APIC base, enable and bootstrap-processor bits. */
    public static final int APIC_BASE = 0x1B;

    /** IA32_FEATURE_CONTROL: VMX lock (Intel). */
    public static final int FEATURE_CONTROL = 0x3A;

    /** Time-stamp counter adjustment. */
    public static final int TSC_ADJUST = 0x3B;

    /** Speculation control. */
    public static final int SPEC_CTRL = 0x48;

    /** Prediction command. */
    public static final int PRED_CMD = 0x49;

    /** Microcode update trigger (Intel). */
    public static final int BIOS_UPDT_TRIG = 0x79;

    /** Microcode patch level. */
    public static final int BIOS_SIGN_ID = 0x8B;

    /** IA32_SMM_MONITOR_CTL, which exists with VMX only (Intel). */
    public static final int SMM_MONITOR_CTL = 0x9B;

    /** MTRR capabilities. */
    public static final int MTRR_CAP = 0xFE;

    /** SYSENTER code selector. */
    public static final int SYSENTER_CS = 0x174;

    /** SYSENTER stack pointer. */
    public static final int SYSENTER_ESP = 0x175;

    /** SYSENTER instruction pointer. */
    public static final int SYSENTER_EIP = 0x176;

    /** Machine-check capabilities. */
    public static final int MCG_CAP = 0x179;

    /** Machine-check status. */
    public static final int MCG_STATUS = 0x17A;

    /** Debug control: last-branch record, branch single-step. */
    public static final int DEBUG_CTL = 0x1D9;

    /** Last branch from. */
    public static final int LAST_BRANCH_FROM = 0x1DB;

    /** Last branch to. */
    public static final int LAST_BRANCH_TO = 0x1DC;

    /** Last exception from. */
    public static final int LAST_EXCEPTION_FROM = 0x1DD;

    /** Last exception to. */
    public static final int LAST_EXCEPTION_TO = 0x1DE;

    /** First variable-range MTRR base; masks and further ranges follow. */
    public static final int MTRR_PHYS_BASE0 = 0x200;

    /** Fixed-range MTRR for 0 to 7FFFFh. */
    public static final int MTRR_FIX_64K_00000 = 0x250;

    /** Page-attribute table. */
    public static final int PAT = 0x277;

    /** MTRR default type and enables. */
    public static final int MTRR_DEF_TYPE = 0x2FF;

    /** Which performance counters count (Intel). */
    public static final int PERF_GLOBAL_CTRL = 0x38F;

    /** Basic VMX information: revision of the VMCS, memory type, whether there are TRUE controls (Intel). */
    public static final int VMX_BASIC = 0x480;

    /** Allowed pin-based controls (Intel). */
    public static final int VMX_PINBASED_CTLS = 0x481;

    /** Allowed primary processor-based controls (Intel). */
    public static final int VMX_PROCBASED_CTLS = 0x482;

    /** Allowed VM-exit controls (Intel). */
    public static final int VMX_EXIT_CTLS = 0x483;

    /** Allowed VM-entry controls (Intel). */
    public static final int VMX_ENTRY_CTLS = 0x484;

    /** Miscellaneous VMX data (Intel). */
    public static final int VMX_MISC = 0x485;

    /** Bits of CR0 that must be 1 in VMX operation; those that may be are in the next register (Intel). */
    public static final int VMX_CR0_FIXED0 = 0x486;

    /** Bits of CR0 that may be 1 in VMX operation (Intel). */
    public static final int VMX_CR0_FIXED1 = 0x487;

    /** Bits of CR4 that must be 1 in VMX operation (Intel). */
    public static final int VMX_CR4_FIXED0 = 0x488;

    /** Bits of CR4 that may be 1 in VMX operation (Intel). */
    public static final int VMX_CR4_FIXED1 = 0x489;

    /** Allowed secondary processor-based controls (Intel). */
    public static final int VMX_PROCBASED_CTLS2 = 0x48B;

    /** EPT and VPID capabilities (Intel). */
    public static final int VMX_EPT_VPID_CAP = 0x48C;

    /** Allowed pin-based controls, those of the default-1 class included (Intel). */
    public static final int VMX_TRUE_PINBASED_CTLS = 0x48D;

    /** Allowed primary processor-based controls, those of the default-1 class included (Intel). */
    public static final int VMX_TRUE_PROCBASED_CTLS = 0x48E;

    /** Allowed VM-exit controls, those of the default-1 class included (Intel). */
    public static final int VMX_TRUE_EXIT_CTLS = 0x48F;

    /** Allowed VM-entry controls, those of the default-1 class included (Intel). */
    public static final int VMX_TRUE_ENTRY_CTLS = 0x490;

    /** Last of the VMX registers (Intel). */
    public static final int VMX_LAST = 0x493;

    /** Interrupt command register in x2APIC mode. */
    public static final int X2APIC_ICR = 0x830;

    /** Supervisor state components of XSAVES. */
    public static final int XSS = 0xDA0;

    /** Extended features, see {@link Efer}. */
    public static final int EFER = 0xC000_0080;

    /** SYSCALL selectors. */
    public static final int STAR = 0xC000_0081;

    /** SYSCALL target in 64-bit mode. */
    public static final int LSTAR = 0xC000_0082;

    /** SYSCALL target in compatibility mode. */
    public static final int CSTAR = 0xC000_0083;

    /** SYSCALL flag mask. */
    public static final int SFMASK = 0xC000_0084;

    /** Base of FS. */
    public static final int FS_BASE = 0xC000_0100;

    /** Base of GS. */
    public static final int GS_BASE = 0xC000_0101;

    /** What SWAPGS exchanges with the base of GS. */
    public static final int KERNEL_GS_BASE = 0xC000_0102;

    /** What RDTSCP returns in ECX. */
    public static final int TSC_AUX = 0xC000_0103;

    /** Time-stamp counter ratio for guests (AMD). */
    public static final int TSC_RATIO = 0xC000_0104;

    /** System configuration (AMD). */
    public static final int SYSCFG = 0xC001_0010;

    /** Hardware configuration (AMD). */
    public static final int HWCR = 0xC001_0015;

    /** Top of memory above 4 GiB (AMD). */
    public static final int TOP_MEM2 = 0xC001_001D;

    /** Microcode patch loader (AMD). */
    public static final int PATCH_LOADER = 0xC001_0020;

    /** Virtual machine control: SVM disable and its lock (AMD). */
    public static final int VM_CR = 0xC001_0114;

    /** IGNNE, obsolete (AMD). */
    public static final int IGNNE = 0xC001_0115;

    /** SMM control (AMD). */
    public static final int SMM_CTL = 0xC001_0116;

    /** Host state-save area (AMD). */
    public static final int VM_HSAVE_PA = 0xC001_0117;

    /** Key that unlocks VM_CR.LOCK (AMD). */
    public static final int SVM_LOCK_KEY = 0xC001_0118;

    /** IA32_MISC_ENABLE; bit 22 makes 3 the highest basic leaf of CPUID (Intel). */
    public static final int MISC_ENABLE = 0x1A0;

    /** First of the two fixed-range MTRRs for 80000h to BFFFFh. */
    public static final int MTRR_FIX_16K_80000 = 0x258;

    /** First of the eight fixed-range MTRRs for C0000h to FFFFFh. */
    public static final int MTRR_FIX_4K_C0000 = 0x268;

    /** IA32_TME_ACTIVATE: total memory encryption and its key IDs (Intel). */
    public static final int TME_ACTIVATE = 0x982;

    private Msr() {}
}
