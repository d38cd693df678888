package javisor.hypervisor.svm;

import javisor.machine.annotation.Inline;
import javisor.machine.annotation.NoInline;
import javisor.machine.instruction.Msrs;
import javisor.machine.x86.Efer;
import javisor.machine.x86.Msr;
import javisor.machine.x86.Rflags;

/**
 * What the processor does at the end of every instruction and we must do for one we carried out: go on behind it, end an interrupt
 * shadow, clear RF, and raise the single-step trap (AMD APM vol. 2, 13.1.1 and 15.20).
 *
 * <p><b>Where it ends.</b> Processors without next-RIP saving do not say, so the length without redundant prefixes is taken; a CPUID
 * with such prefixes runs again, shorter, on those processors of 2007 to 2010. In 32-bit code RIP wraps at 4 GiB, as EIP does. Past
 * 64 KiB in 16-bit code nothing is done: there the processor itself raises #GP for a fetch beyond the limit.
 */
final class InstructionEnd {
    private static final long TRAP_OR_RESUME = Rflags.TF | Rflags.RF;
    private static final int LONGEST_INSTRUCTION = 15;
    private static final long SINGLE_STEP = 1L << 14;
    private static final long GENERAL_DETECT = 1L << 13;
    private static final long BRANCH_SINGLE_STEP = 1L << 1;

    private InstructionEnd() {}

    /** Goes on behind the intercepted instruction, one of those that are two bytes long: CPUID, RDMSR, WRMSR, INVD. */
    @Inline
    static void advance(SvmProcessor processor, VmcbControl control, VmcbState state) {
        long next = control.base().readLong(processor.nextRipOffset()) + processor.nextRipAddend();
        control.interruptShadow(0);
        state.rip(next);
        if (Integer.compareUnsigned((int) next, LONGEST_INSTRUCTION) < 0 || (state.rflags() & TRAP_OR_RESUME) != 0) {
            advanceRarely(processor, state);
        }
    }

    /** Goes on at {@code rip}. */
    static void resumeAt(SvmProcessor processor, VmcbState state, long rip) {
        processor.control().interruptShadow(0);
        state.rip(rip);
        if ((state.rflags() & TRAP_OR_RESUME) != 0) {
            trap(processor, state);
        }
    }

    /** A RIP this little above a multiple of 4 GiB may have come there by passing it. */
    @NoInline
    private static void advanceRarely(SvmProcessor processor, VmcbState state) {
        boolean bits64 = (state.efer() & Efer.LMA) != 0 && (state.cs().attributes() & VmcbSegment.LONG) != 0;
        if (!bits64) {
            state.rip(state.rip() & 0xFFFF_FFFFL);
        }
        trap(processor, state);
    }

    private static void trap(SvmProcessor processor, VmcbState state) {
        long rflags = state.rflags();
        state.rflags(rflags & ~Rflags.RF);
        if ((rflags & Rflags.TF) == 0 || (Msrs.read(Msr.DEBUG_CTL) & BRANCH_SINGLE_STEP) != 0) {
            return;
        }
        state.dr6(state.dr6() | SINGLE_STEP);
        state.dr7(state.dr7() & ~GENERAL_DETECT);
        processor.control().cleanBits(0);
        processor.inject(EventInjection.DEBUG);
    }
}
