package javisor.hypervisor.svm;

import javisor.hypervisor.virtualisation.AllRegisters;
import javisor.machine.annotation.AssemblyFunction;
import javisor.machine.hosted.Hosted;

/**
 * An NMI has exited and is still pending (AMD APM vol. 2, 15.13.2). It is let through to the handler of the host's interrupt table, which
 * stops this processor if another one has the last word, and else counts it. One of Javisor's own has been sent for what was left here;
 * any other is the guest's, which takes it with the next VMRUN and is then blocked for more until an IRET, as ever.
 */
final class NmiExit {
    private NmiExit() {}

    /** Handles the exit. */
    static void handle(SvmProcessor processor, AllRegisters registers) {
        take();
        boolean guests = processor.signals().takeNmis() > 0;
        if (!StartUp.follow(processor, registers) && guests) {
            processor.inject(EventInjection.NON_MASKABLE);
        }
    }

    @AssemblyFunction(symbol = "javisor_svm_take_pending")
    static void take() {
        Hosted.platform().execute("STGI, CLGI", 0);
    }
}
