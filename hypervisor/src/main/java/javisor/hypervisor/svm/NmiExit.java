package javisor.hypervisor.svm;

import javisor.hypervisor.apic.LocalApic;
import javisor.hypervisor.virtualisation.AllRegisters;
import javisor.machine.annotation.AssemblyFunction;
import javisor.machine.hosted.Hosted;

/**
 * An NMI has exited and is still pending (AMD APM vol. 2, 15.13.2). It is let through to the handler of the host's interrupt table, which
 * stops this processor if another one has the last word, and else counts it. One of Javisor's own has been sent for what was left here;
 * any other is the guest's, and is injected.
 *
 * <p>An injected NMI does not block others (15.20), so that is done here: until the guest's next IRET, which exits, another one waits. It is
 * then sent again, and the interrupt shadow holds it back until the IRET has been executed; where the processor has no such shadow for
 * NMIs, it comes one instruction early.
 */
final class NmiExit {
    private NmiExit() {}

    /** Handles the exit. */
    static void handle(SvmProcessor processor, AllRegisters registers) {
        take();
        boolean guests = processor.signals().takeNmis() > 0;
        if (processor.signals().takeInit()) {
            StartUp.init(processor);
        }
        if (StartUp.follow(processor, registers) || !guests) {
            return;
        }
        if (processor.nmisMasked()) {
            processor.nmiWaits(true);
        } else {
            processor.inject(EventInjection.NON_MASKABLE);
            processor.maskNmis(true);
        }
    }

    /** Handles the exit of the IRET that ends a handler of NMIs; it is executed next. */
    static void unmask(SvmProcessor processor) {
        processor.maskNmis(false);
        processor.control().interruptShadow(1);
        if (processor.nmiWaits()) {
            processor.nmiWaits(false);
            LocalApic.interrupt(processor.apicId());
        }
    }

    @AssemblyFunction(symbol = "javisor_svm_take_pending")
    static void take() {
        Hosted.platform().execute("STGI, CLGI", 0);
    }
}
