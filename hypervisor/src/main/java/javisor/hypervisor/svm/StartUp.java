package javisor.hypervisor.svm;

import javisor.hypervisor.apic.LocalApic;
import javisor.hypervisor.processor.Signals;
import javisor.hypervisor.virtualisation.AllRegisters;
import javisor.machine.annotation.AssemblyFunction;
import javisor.machine.hosted.Hosted;
import javisor.machine.instruction.Cpu;
import javisor.machine.instruction.Cpuid;
import javisor.machine.instruction.Svm;
import javisor.machine.x86.Cr0;

/**
 * INIT and the start-up interrupt (SIPI), by which an OS starts its processors, stops them to take them away, or restarts itself (AMD APM
 * vol. 2, 14.1.3 and 15.21.8).
 *
 * <p>A guest cannot wait for a SIPI, so a processor that got an INIT waits in resident code, halted, and the guest's commands are carried
 * out by what Javisor leaves in {@link Signals}. After an INIT the bootstrap processor goes to the reset vector instead. Caches, XCR0, the
 * x87 and SSE state and the MSRs stay; the local APIC is brought into its state after INIT, but for interrupts that it has accepted. An
 * NMI that comes meanwhile is taken up here: the guest gets none, and Javisor's own must not stay under way, or no other would be sent.
 */
final class StartUp {
    private static final int VECTOR = 0xFF;
    private static final int SELECTOR_SHIFT = 8;

    /** Ticks of the time-stamp counter: about a second. */
    private static final long JUST_STARTED = 1L << 32;

    private StartUp() {}

    /** Does what others have left here, and waits where it tells to wait; {@return whether the guest starts anew} */
    static boolean follow(SvmProcessor processor, AllRegisters registers) {
        Signals signals = processor.signals();
        boolean anew = false;
        while (true) {
            processor.follow();
            int state = signals.state();
            if (state == Signals.RUNNING) {
                if (anew) {
                    processor.trap().lift(processor);
                }
                return anew;
            }
            if (state == Signals.WAITING) {
                park(signals);
                signals.takeNmis();
                signals.takeInit();
            } else if (state != Signals.INIT_PENDING) {
                if (signals.change(state, Signals.RUNNING)) {
                    reset(processor, registers);
                    int vector = state & VECTOR;
                    processor.state().cs().setRealMode(vector << SELECTOR_SHIFT, VmcbSegment.CODE);
                    processor.state().rip(0);
                    processor.startsNow();
                    anew = true;
                }
            } else if (LocalApic.ofBootstrapProcessor()) {
                if (signals.change(state, Signals.RUNNING)) {
                    reset(processor, registers);
                    anew = true;
                }
            } else {
                LocalApic.silence();
                processor.tellDestinations();
                if (signals.change(state, Signals.WAITING)) {
                    processor.exits().runs(false);
                }
            }
        }
    }

    /** An INIT that the guest has not sent by a command: it exits, and is then let through as #SX. */
    static void redirected(SvmProcessor processor, AllRegisters registers) {
        NmiExit.take();
        processor.signals().takeInit();
        init(processor);
        follow(processor, registers);
    }

    /**
     * An INIT has come that was no command; {@link #follow} has to be next. Whoever has sent it may have sent the start-up interrupt by now,
     * which is then made up for. But the last command of the one that has started this processor is a start-up as well, the second of the two
     * that manuals ask for, and stays that until it sends another; so nothing is made up for on a processor that has just started.
     */
    static void init(SvmProcessor processor) {
        LocalApic.silence();
        processor.tellDestinations();
        if (processor.startedWithin(JUST_STARTED) && !LocalApic.ofBootstrapProcessor()) {
            processor.state(Signals.WAITING);
        } else {
            processor.signals().state(Signals.INIT_PENDING);
        }
        processor.trap().set(processor);
    }

    private static void reset(SvmProcessor processor, AllRegisters registers) {
        processor.exits().runs(true);
        registers.clear();
        registers.general(AllRegisters.RDX, Cpuid.executeInto(1, 0, processor.scratch()));
        Svm.vmsave(processor.vmcb());
        ResetState.fill(processor.state(), processor.state().cr0() & (Cr0.CD | Cr0.NW));
        Svm.vmload(processor.vmcb());
        Cpu.clearBreakpointAddresses();
        processor.control().interruptShadow(0);
        processor.control().eventInjection(0);
        processor.control().cleanBits(0);
        processor.flushTranslations();
        Svm.setGlobalInterruptFlag();
        LocalApic.reset();
        Svm.clearGlobalInterruptFlag();
        processor.signals().takeNmis();
        processor.maskNmis(false);
        processor.nmiWaits(false);
        processor.tellDestinations();
        if (processor.signals().takeInit()) {
            init(processor);
        }
    }

    @AssemblyFunction(symbol = "javisor_svm_park")
    private static void park(Signals signals) {
        Hosted.platform().execute("STGI, HLT, CLGI", signals.base().rawValue());
    }
}
