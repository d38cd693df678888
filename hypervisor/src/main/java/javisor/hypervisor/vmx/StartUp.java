package javisor.hypervisor.vmx;

import javisor.hypervisor.apic.LocalApic;
import javisor.hypervisor.processor.Signals;
import javisor.hypervisor.virtualisation.AllRegisters;
import javisor.hypervisor.vmx.vmcs.ControlField;
import javisor.hypervisor.vmx.vmcs.ExitField;
import javisor.hypervisor.vmx.vmcs.GuestField;
import javisor.hypervisor.vmx.vmcs.GuestSegment;
import javisor.machine.instruction.ControlRegisters;
import javisor.machine.instruction.Cpu;
import javisor.machine.instruction.Cpuid;
import javisor.machine.x86.Cr0;

/**
 * INIT and the start-up interrupt (SIPI), by which an OS starts its processors, stops them to take them away, or restarts itself by the
 * keyboard controller or port 92h (Intel SDM vol. 3, 10.1, 10.4 and 24.8).
 *
 * <p>After an INIT the bootstrap processor goes to the reset vector. Any other waits for a SIPI, in the guest's activity state of that name,
 * in which a SIPI exits with its vector. A SIPI that comes while this is still in VMX root operation is lost, and the OS may send it at
 * once; so what the state after INIT takes is done when the SIPI has come. Caches, XCR0, the x87 and SSE state and the MSRs stay.
 *
 * <p>The state of waiting blocks INIT, which then exits when the SIPI has ended it, before the first instruction. Such an INIT came before
 * the SIPI and has nothing left to do. One that really came later is taken for it only if it hits the first instruction within milliseconds.
 *
 * <p>An INIT that exits does nothing to the local APIC: it is brought into its state after INIT here, but for interrupts that it has
 * accepted.
 *
 * <p>A processor without that activity state is {@link CommandedStartUp}'s.
 */
final class StartUp {
    private static final int VECTOR = 0xFF;
    private static final int SELECTOR_SHIFT = 8;

    /** Ticks of the time-stamp counter, some milliseconds: more than an entry and the exit that follows at once take, with an SMI in between. */
    private static final long ENTRY = 1 << 24;

    private StartUp() {}

    /** Handles an exit caused by INIT. */
    static void init(VmxProcessor processor, AllRegisters registers) {
        if (GuestField.RIP.read() == 0 && processor.startedWithin(ENTRY)) {
            return;
        }
        ControlField.PROCESSOR_BASED.write(processor.primaryControls());
        if (LocalApic.ofBootstrapProcessor()) {
            reset(processor, registers);
        } else {
            GuestField.ACTIVITY.write(ResetState.WAIT_FOR_SIPI);
            GuestField.INTERRUPTIBILITY.write(0);
            GuestField.PENDING_DEBUG.write(0);
            LocalApic.silence();
            processor.state(Signals.WAITING);
        }
    }

    /** Handles an exit caused by a SIPI. */
    static void follow(VmxProcessor processor, AllRegisters registers) {
        int vector = ExitField.QUALIFICATION.readInt() & VECTOR;
        processor.state(Signals.RUNNING);
        reset(processor, registers);
        begin(vector);
        processor.startsNow();
    }

    /** Has the guest begin in the page that a start-up interrupt names. */
    static void begin(int vector) {
        ResetState.segment(GuestSegment.CS, vector << SELECTOR_SHIFT, ResetState.CODE);
        GuestField.RIP.write(0);
    }

    /** An NMI that the handler has taken before INIT is none of the guest's any more, but may have been sent for what is left here. */
    static void reset(VmxProcessor processor, AllRegisters registers) {
        processor.signals().takeNmis();
        processor.follow();
        registers.clear();
        registers.general(AllRegisters.RDX, Cpuid.executeInto(1, 0, processor.scratch()));
        ResetState.fill(processor.fixedBits(), GuestField.CR0.read() & (Cr0.CD | Cr0.NW));
        ControlRegisters.writeCr2(0);
        Cpu.clearBreakpointAddresses();
        Cpu.writeDr6(ResetState.DR6);
        processor.flushTranslations();
        processor.nmiWaits(false);
        LocalApic.reset();
    }
}
