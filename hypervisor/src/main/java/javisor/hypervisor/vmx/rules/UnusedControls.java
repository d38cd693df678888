package javisor.hypervisor.vmx.rules;

import javisor.hypervisor.vmx.vmcs.ControlField;

/**
 * Controls that come with rules of their own, on fields that Javisor does not fill (Intel SDM vol. 3, 27.2.1.1 to 27.2.1.3). Javisor
 * never sets them, so the one rule for each is that it is 0 here.
 */
final class UnusedControls {
    static final String EXIT_STORE_AREA = "27.2.1.2: VM-exit MSR-store count must be 0 here";
    static final String EXIT_LOAD_AREA = "27.2.1.2: VM-exit MSR-load count must be 0 here";
    static final String ENTRY_LOAD_AREA = "27.2.1.3: VM-entry MSR-load count must be 0 here";

    private static final String HERE = "' must be 0 here";

    static final int[] PIN_BITS = {6, 7};
    static final String[] PIN =
            rules("27.2.1.1: '", new String[] {"activate VMX-preemption timer", "process posted interrupts"});

    static final int[] PRIMARY_BITS = {17, 21, 25};
    static final String[] PRIMARY = rules("27.2.1.1: '", new String[] {
        "activate tertiary controls", "use TPR shadow", "use I/O bitmaps",
    });

    static final int[] SECONDARY_BITS = {0, 4, 8, 9, 13, 14, 17, 18, 22, 23, 24};
    static final String[] SECONDARY = rules("27.2.1.1: '", new String[] {
        "virtualize APIC accesses",
        "virtualize x2APIC mode",
        "APIC-register virtualization",
        "virtual-interrupt delivery",
        "enable VM functions",
        "VMCS shadowing",
        "enable PML",
        "EPT-violation #VE",
        "mode-based execute control for EPT",
        "sub-page write permissions for EPT",
        "Intel PT uses guest physical addresses",
    });

    static final int[] EXIT_BITS = {22, 29, 30, 31};
    static final String[] EXIT = rules("27.2.1.2: VM-exit control '", new String[] {
        "save VMX-preemption timer value", "load PKRS", "save IA32_PERF_GLOBAL_CTRL", "activate secondary controls",
    });

    static final int[] ENTRY_BITS = {10, 11, 16, 18, 19, 21, 22, 23, 24};
    static final String[] ENTRY = rules("27.2.1.3: VM-entry control '", new String[] {
        "entry to SMM",
        "deactivate dual-monitor treatment",
        "load IA32_BNDCFGS",
        "load IA32_RTIT_CTL",
        "load UINV",
        "load guest IA32_LBR_CTL",
        "load PKRS",
        "load FRED",
        "load IA32_SPEC_CTRL",
    });

    private UnusedControls() {}

    static void check(EntryState state) {
        zero(state, state.pin(), PIN_BITS, PIN);
        zero(state, state.primary(), PRIMARY_BITS, PRIMARY);
        zero(state, state.secondary(), SECONDARY_BITS, SECONDARY);
        zero(state, state.exit(), EXIT_BITS, EXIT);
        zero(state, state.entry(), ENTRY_BITS, ENTRY);
        state.require(ControlField.EXIT_MSR_STORE_COUNT.read() == 0, EXIT_STORE_AREA);
        state.require(ControlField.EXIT_MSR_LOAD_COUNT.read() == 0, EXIT_LOAD_AREA);
        state.require(ControlField.ENTRY_MSR_LOAD_COUNT.read() == 0, ENTRY_LOAD_AREA);
    }

    private static void zero(EntryState state, long controls, int[] bits, String[] rules) {
        for (int i = 0; i < bits.length; i++) {
            state.require((controls >>> bits[i] & 1) == 0, rules[i]);
        }
    }

    private static String[] rules(String section, String[] names) {
        String[] rules = new String[names.length];
        for (int i = 0; i < names.length; i++) {
            rules[i] = section + names[i] + HERE;
        }
        return rules;
    }
}
