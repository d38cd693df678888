package javisor.hypervisor.virtualisation;

import javisor.hypervisor.log.Log;
import javisor.hypervisor.memory.ProcessorMemory;
import javisor.hypervisor.panic.LastWord;
import javisor.machine.address.HostVirtual;
import javisor.machine.instruction.Cpu;
import javisor.machine.instruction.DescriptorTables;

/**
 * The guest's triple fault. On the bare machine the processor enters shutdown and the chipset resets it (AMD APM vol. 2, 8.2.9; Intel
 * SDM vol. 3, "Interrupt 8"), so the processor is brought into shutdown here: with an empty interrupt descriptor table the next
 * exception cannot be delivered. What follows is the chipset's own doing, as without Javisor. The guest's state may be undefined
 * (AMD APM vol. 2, 15.14.3) and is not looked at.
 */
public final class MachineReset {
    private static final int UNMAPPED = 0;

    private MachineReset() {}

    /**
     * Resets the machine; does not return.
     *
     * @param scratch ten bytes that may be written
     */
    public static void afterTripleFault(HostVirtual scratch) {
        LastWord.take(ProcessorMemory.owner(Cpu.framePointer()));
        Log.reopen();
        Log.console().println("the guest has triple-faulted; the machine resets");
        Log.drain();
        scratch.writeLong(0, 0);
        scratch.writeShort(8, (short) 0);
        DescriptorTables.loadIdt(scratch);
        new HostVirtual(UNMAPPED).readByteVolatile(0);
        while (true) {
            Cpu.halt();
        }
    }
}
