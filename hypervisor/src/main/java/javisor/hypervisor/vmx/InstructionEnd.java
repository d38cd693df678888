package javisor.hypervisor.vmx;

import javisor.hypervisor.vmx.vmcs.ExitField;
import javisor.hypervisor.vmx.vmcs.GuestField;
import javisor.hypervisor.vmx.vmcs.Interruption;
import javisor.machine.annotation.Inline;
import javisor.machine.annotation.NoInline;
import javisor.machine.x86.Cr4;
import javisor.machine.x86.Rflags;

/**
 * What the processor does at the end of every instruction and we must do for one we carried out: go on behind it, end blocking by STI
 * and by MOV SS, clear RF, and leave the single-step trap pending (Intel SDM vol. 3, 25.4.2 and 27.7.3). In 32-bit code RIP wraps at
 * 4 GiB, as EIP does, and a VM entry demands it (27.3.1.4). In 64-bit mode the instruction may be the last one of the lower half of the
 * address space: then the next fetch is #GP, but no VM entry takes the RIP it would save, so the guest gets it with the RIP before.
 */
final class InstructionEnd {
    private static final long TRAP_OR_RESUME = Rflags.TF | Rflags.RF;
    private static final int LONGEST_INSTRUCTION = 15;
    private static final long BLOCKING_BY_STI_OR_MOV_SS = 3;
    private static final long SINGLE_STEP = 1L << 14;
    private static final long BRANCH_SINGLE_STEP = 1L << 1;

    private InstructionEnd() {}

    /** Goes on behind the instruction that exited. */
    @Inline
    static void advance() {
        long next = GuestField.RIP.read() + ExitField.INSTRUCTION_LENGTH.read();
        GuestField.RIP.writeUnchecked(next);
        long rare = GuestField.RFLAGS.read() & TRAP_OR_RESUME
                | GuestField.INTERRUPTIBILITY.read() & BLOCKING_BY_STI_OR_MOV_SS;
        if (Integer.compareUnsigned((int) next, LONGEST_INSTRUCTION) < 0 || rare != 0) {
            advanceRarely(next);
        }
    }

    /** Goes on at {@code rip}, in 16-bit code. */
    static void resumeAt(long rip) {
        GuestField.RIP.write(rip);
        finish();
    }

    /** A RIP this little above a multiple of 4 GiB may have come there by passing it. */
    @NoInline
    private static void advanceRarely(long next) {
        if (!GuestMode.bits64()) {
            GuestField.RIP.write(next & 0xFFFF_FFFFL);
        } else if (behindLowerHalf(next)) {
            GuestField.RIP.write(next - ExitField.INSTRUCTION_LENGTH.read());
            Interruption.fault(Interruption.GP, 0);
            return;
        }
        finish();
    }

    private static boolean behindLowerHalf(long address) {
        int bits = (GuestField.CR4.read() & Cr4.LA57) != 0 ? 57 : 48;
        return address >>> bits - 1 == 1;
    }

    private static void finish() {
        GuestField.INTERRUPTIBILITY.write(GuestField.INTERRUPTIBILITY.read() & ~BLOCKING_BY_STI_OR_MOV_SS);
        long rflags = GuestField.RFLAGS.read();
        GuestField.RFLAGS.write(rflags & ~Rflags.RF);
        if ((rflags & Rflags.TF) != 0 && (GuestField.DEBUGCTL.read() & BRANCH_SINGLE_STEP) == 0) {
            GuestField.PENDING_DEBUG.write(GuestField.PENDING_DEBUG.read() | SINGLE_STEP);
        }
    }
}
