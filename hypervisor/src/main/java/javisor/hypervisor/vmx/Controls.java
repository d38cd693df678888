package javisor.hypervisor.vmx;

/**
 * Bits of the VM-execution, VM-exit and VM-entry controls (Intel SDM vol. 3, 25.6 to 25.8): only those that Javisor sets, or that must
 * not be set.
 */
final class Controls {
    /** Pin-based. */
    static final long NMI_EXITING = 1L << 3;

    static final long VIRTUAL_NMIS = 1L << 5;

    /** Primary processor-based. */
    static final long CR3_LOAD_EXITING = 1L << 15;

    static final long CR3_STORE_EXITING = 1L << 16;
    static final long NMI_WINDOW_EXITING = 1L << 22;
    static final long MONITOR_TRAP_FLAG = 1L << 27;
    static final long USE_MSR_BITMAPS = 1L << 28;
    static final long ACTIVATE_SECONDARY = 1L << 31;

    /** Secondary processor-based. */
    static final long ENABLE_EPT = 1L << 1;

    static final long ENABLE_RDTSCP = 1L << 3;
    static final long ENABLE_VPID = 1L << 5;
    static final long UNRESTRICTED_GUEST = 1L << 7;
    static final long ENABLE_INVPCID = 1L << 12;
    static final long ENABLE_XSAVES = 1L << 20;
    static final long ENABLE_USER_WAIT = 1L << 26;
    static final long ENABLE_PCONFIG = 1L << 27;

    /** VM-exit. */
    static final long SAVE_DEBUG_CONTROLS = 1L << 2;

    static final long HOST_ADDRESS_SPACE_SIZE = 1L << 9;
    static final long EXIT_LOAD_PERFORMANCE = 1L << 12;
    static final long EXIT_SAVE_PAT = 1L << 18;
    static final long EXIT_LOAD_PAT = 1L << 19;
    static final long EXIT_SAVE_EFER = 1L << 20;
    static final long EXIT_LOAD_EFER = 1L << 21;
    static final long EXIT_LOAD_CET = 1L << 28;

    /** VM-entry. */
    static final long LOAD_DEBUG_CONTROLS = 1L << 2;

    static final long IA_32E_MODE_GUEST = 1L << 9;
    static final long ENTRY_LOAD_PERFORMANCE = 1L << 13;
    static final long ENTRY_LOAD_PAT = 1L << 14;
    static final long ENTRY_LOAD_EFER = 1L << 15;
    static final long ENTRY_LOAD_CET = 1L << 20;

    private Controls() {}
}
