package javisor.hypervisor.svm;

import javisor.hypervisor.log.Log;
import javisor.machine.address.HostVirtual;
import javisor.machine.instruction.Cpu;
import javisor.machine.instruction.DescriptorTables;

/**
 * The guest's triple fault. On the bare machine the processor enters shutdown and the chipset resets it (AMD APM vol. 2, 8.2.9), so
 * the processor is brought into shutdown here: with an empty interrupt descriptor table the next exception cannot be delivered. What
 * follows is the chipset's own doing, as without Javisor. The guest's state is undefined after this exit (15.14.3) and not looked at.
 */
final class ShutdownExit {
    private static final int UNMAPPED = 0;

    private ShutdownExit() {}

    /** Handles the exit; does not return. */
    static void handle(SvmProcessor processor) {
        Log.reopen();
        Log.console().println("the guest has triple-faulted; the machine resets");
        Log.drain();
        HostVirtual empty = processor.scratch();
        empty.writeLong(0, 0);
        empty.writeLong(8, 0);
        DescriptorTables.loadIdt(empty);
        new HostVirtual(UNMAPPED).readByteVolatile(0);
        while (true) {
            Cpu.halt();
        }
    }
}
