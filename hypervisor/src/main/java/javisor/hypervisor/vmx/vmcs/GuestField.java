package javisor.hypervisor.vmx.vmcs;

/**
 * The guest-state area of a VMCS: what VM entries load and VM exits save (Intel SDM vol. 3, 25.4 and appendix B). Constants by width.
 */
public final class GuestField {
    // 16 bits
    public static final VmcsField ES_SELECTOR = new VmcsField(0x0800);
    public static final VmcsField CS_SELECTOR = new VmcsField(0x0802);
    public static final VmcsField SS_SELECTOR = new VmcsField(0x0804);
    public static final VmcsField DS_SELECTOR = new VmcsField(0x0806);
    public static final VmcsField FS_SELECTOR = new VmcsField(0x0808);
    public static final VmcsField GS_SELECTOR = new VmcsField(0x080A);
    public static final VmcsField LDTR_SELECTOR = new VmcsField(0x080C);
    public static final VmcsField TR_SELECTOR = new VmcsField(0x080E);

    // 64 bits
    public static final VmcsField VMCS_LINK_POINTER = new VmcsField(0x2800);
    public static final VmcsField DEBUGCTL = new VmcsField(0x2802);
    public static final VmcsField PAT = new VmcsField(0x2804);
    public static final VmcsField EFER = new VmcsField(0x2806);
    public static final VmcsField PERF_GLOBAL_CTRL = new VmcsField(0x2808);
    public static final VmcsField PDPTE0 = new VmcsField(0x280A);
    public static final VmcsField PDPTE1 = new VmcsField(0x280C);
    public static final VmcsField PDPTE2 = new VmcsField(0x280E);
    public static final VmcsField PDPTE3 = new VmcsField(0x2810);

    // 32 bits
    public static final VmcsField ES_LIMIT = new VmcsField(0x4800);
    public static final VmcsField CS_LIMIT = new VmcsField(0x4802);
    public static final VmcsField SS_LIMIT = new VmcsField(0x4804);
    public static final VmcsField DS_LIMIT = new VmcsField(0x4806);
    public static final VmcsField FS_LIMIT = new VmcsField(0x4808);
    public static final VmcsField GS_LIMIT = new VmcsField(0x480A);
    public static final VmcsField LDTR_LIMIT = new VmcsField(0x480C);
    public static final VmcsField TR_LIMIT = new VmcsField(0x480E);
    public static final VmcsField GDTR_LIMIT = new VmcsField(0x4810);
    public static final VmcsField IDTR_LIMIT = new VmcsField(0x4812);
    public static final VmcsField ES_ACCESS_RIGHTS = new VmcsField(0x4814);
    public static final VmcsField CS_ACCESS_RIGHTS = new VmcsField(0x4816);
    public static final VmcsField SS_ACCESS_RIGHTS = new VmcsField(0x4818);
    public static final VmcsField DS_ACCESS_RIGHTS = new VmcsField(0x481A);
    public static final VmcsField FS_ACCESS_RIGHTS = new VmcsField(0x481C);
    public static final VmcsField GS_ACCESS_RIGHTS = new VmcsField(0x481E);
    public static final VmcsField LDTR_ACCESS_RIGHTS = new VmcsField(0x4820);
    public static final VmcsField TR_ACCESS_RIGHTS = new VmcsField(0x4822);
    public static final VmcsField INTERRUPTIBILITY = new VmcsField(0x4824);
    public static final VmcsField ACTIVITY = new VmcsField(0x4826);
    public static final VmcsField SYSENTER_CS = new VmcsField(0x482A);

    // Natural width
    public static final VmcsField CR0 = new VmcsField(0x6800);
    public static final VmcsField CR3 = new VmcsField(0x6802);
    public static final VmcsField CR4 = new VmcsField(0x6804);
    public static final VmcsField ES_BASE = new VmcsField(0x6806);
    public static final VmcsField CS_BASE = new VmcsField(0x6808);
    public static final VmcsField SS_BASE = new VmcsField(0x680A);
    public static final VmcsField DS_BASE = new VmcsField(0x680C);
    public static final VmcsField FS_BASE = new VmcsField(0x680E);
    public static final VmcsField GS_BASE = new VmcsField(0x6810);
    public static final VmcsField LDTR_BASE = new VmcsField(0x6812);
    public static final VmcsField TR_BASE = new VmcsField(0x6814);
    public static final VmcsField GDTR_BASE = new VmcsField(0x6816);
    public static final VmcsField IDTR_BASE = new VmcsField(0x6818);
    public static final VmcsField DR7 = new VmcsField(0x681A);
    public static final VmcsField RSP = new VmcsField(0x681C);
    public static final VmcsField RIP = new VmcsField(0x681E);
    public static final VmcsField RFLAGS = new VmcsField(0x6820);
    public static final VmcsField PENDING_DEBUG = new VmcsField(0x6822);
    public static final VmcsField SYSENTER_ESP = new VmcsField(0x6824);
    public static final VmcsField SYSENTER_EIP = new VmcsField(0x6826);
    public static final VmcsField S_CET = new VmcsField(0x6828);
    public static final VmcsField SSP = new VmcsField(0x682A);
    public static final VmcsField INTERRUPT_SSP_TABLE = new VmcsField(0x682C);

    private GuestField() {}
}
