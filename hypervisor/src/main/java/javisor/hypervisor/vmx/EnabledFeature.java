package javisor.hypervisor.vmx;

import javisor.hypervisor.cpuid.CpuidPolicy;
import javisor.machine.instruction.Cpuid;

/**
 * Features that a guest has only if a control says so: the instruction is #UD, or the state lost, without it. The guest is shown
 * such a feature exactly where the control is set (Intel SDM vol. 3, 25.6.2, 25.7 and 25.8).
 */
final class EnabledFeature {
    /** All the secondary controls that enable a feature. */
    static final long ALL = Controls.ENABLE_RDTSCP
            | Controls.ENABLE_INVPCID
            | Controls.ENABLE_XSAVES
            | Controls.ENABLE_USER_WAIT
            | Controls.ENABLE_PCONFIG;

    private static final int BASIC_FEATURES = 1;
    private static final int EXTENDED_FEATURES = 0x8000_0001;
    private static final int STRUCTURED_FEATURES = 7;
    private static final int EXTENDED_STATE = 0xD;

    /**
     * Leaf 1, EDX.DS, and ECX.DTES64 and DS-CPL: counters that go on counting during an exit could have the processor write a record that falls
     * due there (PEBS) to the guest's linear address in Javisor's address space.
     */
    private static final int DEBUG_STORE = 1 << 21;

    private static final int DEBUG_STORE_OF_64_BITS_OR_CPL = 1 << 2 | 1 << 4;

    private static final int RDTSCP = 1 << 27;
    private static final int RDPID = 1 << 22;
    private static final int INVPCID = 1 << 10;
    private static final int XSAVES = 1 << 3;
    private static final int WAITPKG = 1 << 5;
    private static final int PCONFIG = 1 << 18;
    private static final int PROCESSOR_TRACE = 1 << 25;
    private static final int SHADOW_STACKS = 1 << 7;
    private static final int BRANCH_TRACKING = 1 << 20;

    /** In leaf 7.1, EAX: FRED, MSR lists; EBX: TSE; EDX: user-mode MSR access. Each needs controls that are not set. */
    private static final int FRED_AND_MSR_LISTS = 1 << 17 | 1 << 27;

    private static final int TOTAL_STORAGE_ENCRYPTION = 1 << 1;
    private static final int USER_MSR = 1 << 15;

    /**
     * In leaf 7.1, EDX, CET_SSS: no exit leaves a supervisor shadow stack marked busy for an event that is then delivered again. An EPT
     * violation may (Intel SDM vol. 1, 18.2.3).
     */
    private static final int SUPERVISOR_SHADOW_STACKS = 1 << 18;

    /** In leaf 7.1, ECX: RDMSR and WRMSRNS with the register's number in the instruction, which exit in a way of their own. */
    private static final int IMMEDIATE_MSR = 1 << 5;

    private static final long PROCESSOR_TRACE_IN_VMX = 1 << 14;

    private EnabledFeature() {}

    /**
     * Hides what the guest could not use.
     *
     * @param secondary the secondary processor-based controls
     * @param cet whether entries and exits switch the state of control-flow enforcement
     * @param counters whether they switch the performance counters off and on
     * @param misc IA32_VMX_MISC
     */
    static void hide(CpuidPolicy policy, long secondary, boolean cet, boolean counters, long misc) {
        hide(policy, secondary & Controls.ENABLE_RDTSCP, EXTENDED_FEATURES, Cpuid.EDX, RDTSCP);
        hide(policy, secondary & Controls.ENABLE_RDTSCP, STRUCTURED_FEATURES, Cpuid.ECX, RDPID);
        hide(policy, secondary & Controls.ENABLE_INVPCID, STRUCTURED_FEATURES, Cpuid.EBX, INVPCID);
        hide(policy, secondary & Controls.ENABLE_USER_WAIT, STRUCTURED_FEATURES, Cpuid.ECX, WAITPKG);
        hide(policy, secondary & Controls.ENABLE_PCONFIG, STRUCTURED_FEATURES, Cpuid.EDX, PCONFIG);
        hide(policy, misc & PROCESSOR_TRACE_IN_VMX, STRUCTURED_FEATURES, Cpuid.EBX, PROCESSOR_TRACE);
        hide(policy, cet ? 1 : 0, STRUCTURED_FEATURES, Cpuid.ECX, SHADOW_STACKS);
        hide(policy, cet ? 1 : 0, STRUCTURED_FEATURES, Cpuid.EDX, BRANCH_TRACKING);
        if ((secondary & Controls.ENABLE_XSAVES) == 0) {
            policy.hide(EXTENDED_STATE, 1, Cpuid.EAX, XSAVES);
        }
        hide(policy, counters ? 1 : 0, BASIC_FEATURES, Cpuid.ECX, DEBUG_STORE_OF_64_BITS_OR_CPL);
        hide(policy, counters ? 1 : 0, BASIC_FEATURES, Cpuid.EDX, DEBUG_STORE);
        policy.hide(STRUCTURED_FEATURES, 1, Cpuid.EAX, FRED_AND_MSR_LISTS);
        policy.hide(STRUCTURED_FEATURES, 1, Cpuid.EBX, TOTAL_STORAGE_ENCRYPTION);
        policy.hide(STRUCTURED_FEATURES, 1, Cpuid.ECX, IMMEDIATE_MSR);
        policy.hide(STRUCTURED_FEATURES, 1, Cpuid.EDX, USER_MSR | SUPERVISOR_SHADOW_STACKS);
    }

    private static void hide(CpuidPolicy policy, long enabled, int leaf, int register, int bits) {
        if (enabled == 0) {
            policy.hide(leaf, 0, register, bits);
        }
    }
}
