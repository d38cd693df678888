package javisor.hypervisor.vmx;

import javisor.hypervisor.panic.LastWord;
import javisor.hypervisor.virtualisation.AllRegisters;
import javisor.hypervisor.vmx.vmcs.ControlField;
import javisor.hypervisor.vmx.vmcs.GuestField;
import javisor.hypervisor.vmx.vmcs.Interruption;
import javisor.machine.annotation.AssemblyFunction;
import javisor.machine.hosted.Hosted;

/**
 * How an NMI reaches the guest. One that comes while the guest runs exits. One that comes while resident code runs is taken by the NMI
 * handler of the host's interrupt table, in assembly, which writes the primary processor-based controls with "NMI-window exiting" set. So
 * it does not matter where between VM exit and VM entry it strikes, and the exit path does not look for it.
 *
 * <p>One of Javisor's own, see {@link javisor.hypervisor.processor.Signals}, has the processor look at what was left for it. If it comes
 * while resident code runs, "monitor trap flag" is set as well where the processor has it, so that the guest's blocking of NMIs does not
 * delay that.
 */
final class NmiWindow {
    private static final long BLOCKING_BY_STI = 1;

    private NmiWindow() {}

    /** From now on the handler writes to the VMCS, which is current. */
    static void openFor(VmxProcessor processor) {
        processor
                .signals()
                .controls(processor.primaryControls() | Controls.NMI_WINDOW_EXITING, processor.kickControls());
    }

    /** From now on the handler only counts. */
    static void close(VmxProcessor processor) {
        processor.signals().controls(0, 0);
    }

    /** Takes up what an exit for an NMI leaves to be done: NMIs are blocked until an IRET, which is executed here. */
    static void afterExit(VmxProcessor processor, AllRegisters registers) {
        if (LastWord.taken()) {
            LastWord.halt();
        }
        if (processor.signals().takeKick()) {
            processor.follow();
        } else {
            processor.requestNmiWindow();
        }
        followCommands(processor, registers);
        endBlocking();
    }

    /**
     * The window is open: delivers the NMI that waits, if one does. Blocking by STI ends with it: some processors open the window all the
     * same, and some refuse an NMI then (Intel SDM vol. 3, 26.2 and 27.3.1.5).
     */
    static void deliver(VmxProcessor processor, AllRegisters registers) {
        takeUp(processor);
        followCommands(processor, registers);
        if (processor.nmiWaits()) {
            processor.nmiWaits(false);
            GuestField.INTERRUPTIBILITY.write(GuestField.INTERRUPTIBILITY.read() & ~BLOCKING_BY_STI);
            ControlField.ENTRY_INTERRUPTION.write(Interruption.NON_MASKABLE);
        }
    }

    /** The guest has executed an instruction after a kick. Another one may come before the controls have been written. */
    static void trapped(VmxProcessor processor, AllRegisters registers) {
        takeUp(processor);
        followCommands(processor, registers);
        if (processor.nmiWaits()) {
            processor.requestNmiWindow();
            if (processor.signals().nmiTaken()) {
                ControlField.PROCESSOR_BASED.write(processor.kickControls());
            }
        }
    }

    /** Finds out whose the NMIs were that the handler has taken. The controls come first: it may strike again. */
    private static void takeUp(VmxProcessor processor) {
        ControlField.PROCESSOR_BASED.write(processor.primaryControls());
        if (processor.signals().takeNmis() > 0) {
            processor.nmiWaits(true);
        }
        processor.follow();
    }

    private static void followCommands(VmxProcessor processor, AllRegisters registers) {
        if (processor.commandsExit()) {
            CommandedStartUp.takeUp(processor, registers);
        }
    }

    @AssemblyFunction(symbol = "javisor_end_nmi_blocking")
    private static void endBlocking() {
        Hosted.platform().execute("IRETQ", 0);
    }
}
