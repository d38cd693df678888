package javisor.hypervisor.vmx.vmcs;

/**
 * The control fields of a VMCS that Javisor uses: what exits, and how entries and exits go (Intel SDM vol. 3, 25.6 to 25.8 and
 * appendix B).
 */
public final class ControlField {
    // 16 bits
    public static final VmcsField VPID = new VmcsField(0x0000);

    // 64 bits
    public static final VmcsField MSR_BITMAP = new VmcsField(0x2004);
    public static final VmcsField EPT_POINTER = new VmcsField(0x201A);
    public static final VmcsField XSS_EXITING = new VmcsField(0x202C);
    public static final VmcsField PCONFIG_EXITING = new VmcsField(0x203E);

    // 32 bits
    public static final VmcsField PIN_BASED = new VmcsField(0x4000);
    public static final VmcsField PROCESSOR_BASED = new VmcsField(0x4002);
    public static final VmcsField EXCEPTION_BITMAP = new VmcsField(0x4004);
    public static final VmcsField PAGE_FAULT_MASK = new VmcsField(0x4006);
    public static final VmcsField PAGE_FAULT_MATCH = new VmcsField(0x4008);
    public static final VmcsField CR3_TARGET_COUNT = new VmcsField(0x400A);
    public static final VmcsField EXIT = new VmcsField(0x400C);
    public static final VmcsField EXIT_MSR_STORE_COUNT = new VmcsField(0x400E);
    public static final VmcsField EXIT_MSR_LOAD_COUNT = new VmcsField(0x4010);
    public static final VmcsField ENTRY = new VmcsField(0x4012);
    public static final VmcsField ENTRY_MSR_LOAD_COUNT = new VmcsField(0x4014);
    public static final VmcsField ENTRY_INTERRUPTION = new VmcsField(0x4016);
    public static final VmcsField ENTRY_ERROR_CODE = new VmcsField(0x4018);
    public static final VmcsField ENTRY_INSTRUCTION_LENGTH = new VmcsField(0x401A);
    public static final VmcsField SECONDARY_PROCESSOR_BASED = new VmcsField(0x401E);

    // Natural width
    public static final VmcsField CR0_MASK = new VmcsField(0x6000);
    public static final VmcsField CR4_MASK = new VmcsField(0x6002);
    public static final VmcsField CR0_SHADOW = new VmcsField(0x6004);
    public static final VmcsField CR4_SHADOW = new VmcsField(0x6006);

    private ControlField() {}
}
