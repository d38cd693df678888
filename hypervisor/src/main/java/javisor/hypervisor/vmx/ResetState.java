package javisor.hypervisor.vmx;

import javisor.hypervisor.vmx.vmcs.ControlField;
import javisor.hypervisor.vmx.vmcs.GuestField;
import javisor.hypervisor.vmx.vmcs.GuestSegment;
import javisor.machine.x86.Cr0;
import javisor.machine.x86.Rflags;

/** A processor's state after INIT, as far as the VMCS holds it (Intel SDM vol. 3, table 10-1). */
final class ResetState {
    /** DR6 after INIT. */
    static final long DR6 = 0xFFFF_0FF0L;

    /** Activity state of a processor that has executed HLT. */
    static final long HALTED = 1;

    /** Activity state of a processor that waits for a start-up interrupt (25.4.2). */
    static final long WAIT_FOR_SIPI = 3;

    /** Access rights of a present, accessed, readable code segment. */
    static final int CODE = 0x9B;

    /** Access rights of a present, accessed, writable data segment. */
    static final int DATA = 0x93;

    private static final int LDT = 0x82;
    private static final int BUSY_TSS = 0x8B;
    private static final long DR7 = 0x400;
    private static final long LIMIT_64_KIB = 0xFFFF;
    private static final long RESET_VECTOR = 0xFFF0;
    private static final int RESET_SEGMENT = 0xF000;
    private static final long RESET_BASE = 0xFFFF_0000L;

    private ResetState() {}

    /**
     * Fills in the guest-state area, the two shadows, and what the entry controls say of the mode.
     *
     * @param caching CR0.CD and CR0.NW, which INIT leaves alone
     */
    static void fill(FixedBits fixed, long caching) {
        segment(GuestSegment.ES, 0, DATA);
        segment(GuestSegment.CS, RESET_SEGMENT, CODE);
        GuestField.CS_BASE.write(RESET_BASE);
        segment(GuestSegment.SS, 0, DATA);
        segment(GuestSegment.DS, 0, DATA);
        segment(GuestSegment.FS, 0, DATA);
        segment(GuestSegment.GS, 0, DATA);
        segment(GuestSegment.LDTR, 0, LDT);
        segment(GuestSegment.TR, 0, BUSY_TSS);
        GuestField.GDTR_BASE.write(0);
        GuestField.GDTR_LIMIT.write(LIMIT_64_KIB);
        GuestField.IDTR_BASE.write(0);
        GuestField.IDTR_LIMIT.write(LIMIT_64_KIB);
        GuestField.CR0.write(fixed.cr0() | caching | Cr0.ET);
        ControlField.CR0_SHADOW.write(caching | Cr0.ET);
        GuestField.CR3.write(0);
        GuestField.CR4.write(fixed.cr4());
        ControlField.CR4_SHADOW.write(0);
        GuestField.EFER.write(0);
        ControlField.ENTRY.write(ControlField.ENTRY.read() & ~Controls.IA_32E_MODE_GUEST);
        GuestField.DR7.write(DR7);
        GuestField.RIP.write(RESET_VECTOR);
        GuestField.RSP.write(0);
        GuestField.RFLAGS.write(Rflags.RESERVED);
        GuestField.INTERRUPTIBILITY.write(0);
        GuestField.ACTIVITY.write(0);
        GuestField.PENDING_DEBUG.write(0);
    }

    /** Loads a segment register as real mode does. */
    static void segment(GuestSegment segment, int selector, int accessRights) {
        segment.selector(selector);
        segment.describe(accessRights, (long) selector << 4, LIMIT_64_KIB);
    }
}
