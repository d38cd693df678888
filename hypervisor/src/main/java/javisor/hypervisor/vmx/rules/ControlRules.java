package javisor.hypervisor.vmx.rules;

import javisor.hypervisor.vmx.vmcs.ControlField;

/** VM-execution, VM-exit and VM-entry controls (Intel SDM vol. 3, 27.2.1.1 to 27.2.1.3), but for event injection. */
final class ControlRules {
    static final String PIN_MUST = "27.2.1.1: pin-based controls: what IA32_VMX_(TRUE_)PINBASED_CTLS demands must be 1";
    static final String PIN_MAY =
            "27.2.1.1: pin-based controls: what IA32_VMX_(TRUE_)PINBASED_CTLS does not allow must be 0";
    static final String PRIMARY_MUST =
            "27.2.1.1: primary processor-based controls: what IA32_VMX_(TRUE_)PROCBASED_CTLS demands must be 1";
    static final String PRIMARY_MAY =
            "27.2.1.1: primary processor-based controls: what IA32_VMX_(TRUE_)PROCBASED_CTLS does not allow must be 0";
    static final String SECONDARY_MUST =
            "27.2.1.1: secondary processor-based controls: what IA32_VMX_PROCBASED_CTLS2 demands must be 1";
    static final String SECONDARY_MAY =
            "27.2.1.1: secondary processor-based controls: what IA32_VMX_PROCBASED_CTLS2 does not allow must be 0";
    static final String CR3_TARGETS = "27.2.1.1: CR3-target count must not be above IA32_VMX_MISC[24:16]";
    static final String MSR_BITMAP =
            "27.2.1.1: address of MSR bitmaps must be that of a page within the physical-address width";
    static final String VIRTUAL_NMIS = "27.2.1.1: 'virtual NMIs' must be 0 when 'NMI exiting' is 0";
    static final String NMI_WINDOW = "27.2.1.1: 'NMI-window exiting' must be 0 when 'virtual NMIs' is 0";
    static final String VPID = "27.2.1.1: VPID must not be 0 when 'enable VPID' is 1";
    static final String EPT_MEMORY_TYPE = "27.2.1.1: EPTP: memory type must be one that IA32_VMX_EPT_VPID_CAP allows";
    static final String EPT_WALK = "27.2.1.1: EPTP: page-walk length must be one that IA32_VMX_EPT_VPID_CAP allows";
    static final String EPT_ACCESSED =
            "27.2.1.1: EPTP: accessed and dirty flags must not be enabled where the processor lacks them";
    static final String EPT_SHADOW_STACK =
            "27.2.1.1: EPTP: supervisor shadow-stack control must not be enabled where the processor lacks it";
    static final String EPT_RESERVED =
            "27.2.1.1: EPTP: bits 11:8 and those beyond the physical-address width must be 0";
    static final String UNRESTRICTED = "27.2.1.1: 'unrestricted guest' must be 0 when 'enable EPT' is 0";
    static final String EXIT_MUST = "27.2.1.2: VM-exit controls: what IA32_VMX_(TRUE_)EXIT_CTLS demands must be 1";
    static final String EXIT_MAY =
            "27.2.1.2: VM-exit controls: what IA32_VMX_(TRUE_)EXIT_CTLS does not allow must be 0";
    static final String ENTRY_MUST = "27.2.1.3: VM-entry controls: what IA32_VMX_(TRUE_)ENTRY_CTLS demands must be 1";
    static final String ENTRY_MAY =
            "27.2.1.3: VM-entry controls: what IA32_VMX_(TRUE_)ENTRY_CTLS does not allow must be 0";

    private static final long NMI_EXITING = 1L << 3;
    private static final long VIRTUAL_NMIS_BIT = 1L << 5;
    private static final long NMI_WINDOW_EXITING = 1L << 22;
    private static final long USE_MSR_BITMAPS = 1L << 28;
    private static final long PAGE_OFFSET = 0xFFF;

    private static final int UNCACHEABLE = 0;
    private static final int WRITE_BACK = 6;
    private static final long CAP_WALK_OF_4 = 1L << 6;
    private static final long CAP_WALK_OF_5 = 1L << 7;
    private static final long CAP_UNCACHEABLE = 1L << 8;
    private static final long CAP_WRITE_BACK = 1L << 14;
    private static final long CAP_ACCESSED = 1L << 21;
    private static final long CAP_SHADOW_STACK = 1L << 23;
    private static final long EPTP_ACCESSED = 1L << 6;
    private static final long EPTP_SHADOW_STACK = 1L << 7;
    private static final long EPTP_RESERVED = 0xF00;

    private ControlRules() {}

    static void check(EntryState state) {
        allowed(state, state.pin(), state.pinCapability(), PIN_MUST, PIN_MAY);
        allowed(state, state.primary(), state.primaryCapability(), PRIMARY_MUST, PRIMARY_MAY);
        if (state.secondaryActivated() && state.hasSecondary()) {
            allowed(state, state.secondary(), state.secondaryCapability(), SECONDARY_MUST, SECONDARY_MAY);
        }
        allowed(state, state.exit(), state.exitCapability(), EXIT_MUST, EXIT_MAY);
        allowed(state, state.entry(), state.entryCapability(), ENTRY_MUST, ENTRY_MAY);
        state.require(ControlField.CR3_TARGET_COUNT.read() <= (state.misc() >>> 16 & 0x1FF), CR3_TARGETS);
        if ((state.primary() & USE_MSR_BITMAPS) != 0) {
            long bitmaps = ControlField.MSR_BITMAP.read();
            state.require((bitmaps & PAGE_OFFSET) == 0 && state.structure(bitmaps), MSR_BITMAP);
        }
        boolean virtualNmis = (state.pin() & VIRTUAL_NMIS_BIT) != 0;
        state.require(!virtualNmis || (state.pin() & NMI_EXITING) != 0, VIRTUAL_NMIS);
        state.require(virtualNmis || (state.primary() & NMI_WINDOW_EXITING) == 0, NMI_WINDOW);
        if (state.vpid()) {
            state.require(ControlField.VPID.read() != 0, VPID);
        }
        if (state.ept()) {
            pointer(state, ControlField.EPT_POINTER.read());
        }
        state.require(!state.unrestricted() || state.ept(), UNRESTRICTED);
    }

    private static void allowed(EntryState state, long controls, long capability, String must, String may) {
        state.require((capability & 0xFFFF_FFFFL & ~controls) == 0, must);
        state.require((controls & ~(capability >>> 32)) == 0, may);
    }

    private static void pointer(EntryState state, long pointer) {
        long capability = state.eptCapability();
        int type = (int) pointer & 7;
        state.require(
                type == UNCACHEABLE && (capability & CAP_UNCACHEABLE) != 0
                        || type == WRITE_BACK && (capability & CAP_WRITE_BACK) != 0,
                EPT_MEMORY_TYPE);
        int walk = ((int) pointer >>> 3 & 7) + 1;
        state.require(
                walk == 4 && (capability & CAP_WALK_OF_4) != 0 || walk == 5 && (capability & CAP_WALK_OF_5) != 0,
                EPT_WALK);
        state.require((pointer & EPTP_ACCESSED) == 0 || (capability & CAP_ACCESSED) != 0, EPT_ACCESSED);
        state.require((pointer & EPTP_SHADOW_STACK) == 0 || (capability & CAP_SHADOW_STACK) != 0, EPT_SHADOW_STACK);
        state.require((pointer & EPTP_RESERVED) == 0 && state.physical(pointer), EPT_RESERVED);
    }
}
