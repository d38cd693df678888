package javisor.hypervisor.vmx.vmcs;

/**
 * The host-state area of a VMCS: what VM exits load (Intel SDM vol. 3, 25.5 and appendix B).
 */
public final class HostField {
    // 16 bits
    public static final VmcsField ES_SELECTOR = new VmcsField(0x0C00);
    public static final VmcsField CS_SELECTOR = new VmcsField(0x0C02);
    public static final VmcsField SS_SELECTOR = new VmcsField(0x0C04);
    public static final VmcsField DS_SELECTOR = new VmcsField(0x0C06);
    public static final VmcsField FS_SELECTOR = new VmcsField(0x0C08);
    public static final VmcsField GS_SELECTOR = new VmcsField(0x0C0A);
    public static final VmcsField TR_SELECTOR = new VmcsField(0x0C0C);

    // 64 bits
    public static final VmcsField PAT = new VmcsField(0x2C00);
    public static final VmcsField EFER = new VmcsField(0x2C02);
    public static final VmcsField PERF_GLOBAL_CTRL = new VmcsField(0x2C04);

    // 32 bits
    public static final VmcsField SYSENTER_CS = new VmcsField(0x4C00);

    // Natural width
    public static final VmcsField CR0 = new VmcsField(0x6C00);
    public static final VmcsField CR3 = new VmcsField(0x6C02);
    public static final VmcsField CR4 = new VmcsField(0x6C04);
    public static final VmcsField FS_BASE = new VmcsField(0x6C06);
    public static final VmcsField GS_BASE = new VmcsField(0x6C08);
    public static final VmcsField TR_BASE = new VmcsField(0x6C0A);
    public static final VmcsField GDTR_BASE = new VmcsField(0x6C0C);
    public static final VmcsField IDTR_BASE = new VmcsField(0x6C0E);
    public static final VmcsField SYSENTER_ESP = new VmcsField(0x6C10);
    public static final VmcsField SYSENTER_EIP = new VmcsField(0x6C12);
    public static final VmcsField RSP = new VmcsField(0x6C14);
    public static final VmcsField RIP = new VmcsField(0x6C16);
    public static final VmcsField S_CET = new VmcsField(0x6C18);
    public static final VmcsField SSP = new VmcsField(0x6C1A);
    public static final VmcsField INTERRUPT_SSP_TABLE = new VmcsField(0x6C1C);

    private HostField() {}
}
