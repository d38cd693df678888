package javisor.hypervisor.vmx.vmcs;

/**
 * The exit-information fields of a VMCS, read-only (Intel SDM vol. 3, 25.9 and appendix B).
 */
public final class ExitField {
    // 64 bits
    public static final VmcsField GUEST_PHYSICAL_ADDRESS = new VmcsField(0x2400);

    // 32 bits
    public static final VmcsField INSTRUCTION_ERROR = new VmcsField(0x4400);
    public static final VmcsField REASON = new VmcsField(0x4402);
    public static final VmcsField INTERRUPTION = new VmcsField(0x4404);
    public static final VmcsField INTERRUPTION_ERROR_CODE = new VmcsField(0x4406);
    public static final VmcsField IDT_VECTORING = new VmcsField(0x4408);
    public static final VmcsField IDT_VECTORING_ERROR_CODE = new VmcsField(0x440A);
    public static final VmcsField INSTRUCTION_LENGTH = new VmcsField(0x440C);

    // Natural width
    public static final VmcsField QUALIFICATION = new VmcsField(0x6400);
    public static final VmcsField GUEST_LINEAR_ADDRESS = new VmcsField(0x640A);

    private ExitField() {}
}
