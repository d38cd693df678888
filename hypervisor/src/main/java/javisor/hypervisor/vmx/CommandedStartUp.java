package javisor.hypervisor.vmx;

import javisor.hypervisor.apic.InterruptCommand;
import javisor.hypervisor.apic.LocalApic;
import javisor.hypervisor.processor.Commands;
import javisor.hypervisor.processor.Processors;
import javisor.hypervisor.processor.Signals;
import javisor.hypervisor.virtualisation.AllRegisters;
import javisor.hypervisor.vmx.vmcs.ControlField;
import javisor.hypervisor.vmx.vmcs.GuestField;

/**
 * INIT and start-up interrupts on a processor whose guest cannot wait for the latter (Intel SDM vol. 3, appendix A.6: bit 8 of
 * IA32_VMX_MISC). The guest's commands exit, as writes to the local APIC's page, which EPT has as read-only, or to the interrupt command
 * register as an MSR, and are carried out by what Javisor leaves in {@link Signals}. The guest of a processor that waits is halted with
 * interrupts off, so that only an NMI, an INIT or an SMI wakes it. NMIs that reach it there are nobody's.
 */
final class CommandedStartUp {
    private static final int VECTOR = 0xFF;

    private CommandedStartUp() {}

    /** Carries out a command of the guest of this processor. */
    static void carryOut(VmxProcessor processor, InterruptCommand command) {
        Processors.lock(processor);
        Commands.carryOut(processor, command);
        Processors.unlock();
    }

    /** An INIT that is no command: the chipset's. */
    static void init(VmxProcessor processor, AllRegisters registers) {
        processor.signals().state(Signals.INIT_PENDING);
        takeUp(processor, registers);
    }

    /** Does what others have left here, after the NMI that told of it was taken up. */
    static void takeUp(VmxProcessor processor, AllRegisters registers) {
        Signals signals = processor.signals();
        while (true) {
            int state = signals.state();
            if (state == Signals.RUNNING) {
                return;
            }
            if (state == Signals.WAITING) {
                processor.nmiWaits(false);
                ControlField.PROCESSOR_BASED.write(processor.primaryControls());
                signals.takeNmis();
                if (signals.state() == Signals.WAITING) {
                    GuestField.ACTIVITY.write(ResetState.HALTED);
                    return;
                }
            } else if (state != Signals.INIT_PENDING) {
                if (signals.change(state, Signals.RUNNING)) {
                    StartUp.reset(processor, registers);
                    StartUp.begin(state & VECTOR);
                    tell(processor, true);
                }
            } else if (LocalApic.ofBootstrapProcessor()) {
                if (signals.change(state, Signals.RUNNING)) {
                    StartUp.reset(processor, registers);
                    tell(processor, true);
                }
            } else if (signals.change(state, Signals.WAITING)) {
                StartUp.reset(processor, registers);
                GuestField.ACTIVITY.write(ResetState.HALTED);
                tell(processor, false);
            }
        }
    }

    /** The local APIC has just been reset, and with it the logical destinations. */
    private static void tell(VmxProcessor processor, boolean runs) {
        processor.tellDestinations();
        processor.exits().runs(runs);
    }
}
