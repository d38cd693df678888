package javisor.hypervisor.virtualisation;

import javisor.hypervisor.memory.HostAddressSpace;
import javisor.hypervisor.memory.MemoryMap;
import javisor.hypervisor.memory.PageAllocator;
import javisor.hypervisor.processor.Gathering;
import javisor.machine.address.HostPhysical;
import javisor.machine.boot.BootInfo;
import javisor.machine.boot.Settings;
import javisor.machine.memory.BootArena;

/**
 * What the virtualisation finds when Javisor has moved in.
 *
 * @param bootInfo what the loader told; stays readable until the guest starts
 * @param settings the stick's settings; likewise
 * @param memory the firmware's memory map, still with the withheld range in it
 * @param withheldStart first byte of the range withheld from the guest
 * @param withheldEnd the byte after it
 * @param pages zeroed pages of that range, readable and writable through the physical window, {@link Virtualisation#pages} of them
 * @param addressSpace what of physical memory resident code can reach
 * @param gathering the other processors, which wait to be called
 */
public record Residence(
        BootInfo bootInfo,
        Settings settings,
        MemoryMap memory,
        HostPhysical withheldStart,
        HostPhysical withheldEnd,
        PageAllocator pages,
        HostAddressSpace addressSpace,
        Gathering gathering) {
    /**
     * {@return how many pages the boot arena goes on in} It has no room for as many processors as there may be.
     *
     * @param bytesOfProcessor what making another processor ready takes from it
     */
    public static int arenaPages(int processors, int bytesOfProcessor) {
        return (processors - 1) * bytesOfProcessor / PageAllocator.PAGE + 1;
    }

    /** Has the boot arena go on in pages of its own. */
    public void continueArena(int bytesOfProcessor) {
        int count = arenaPages(gathering.count(), bytesOfProcessor);
        BootArena.continueAt(pages.allocate(count).toVirtual(), (long) count * PageAllocator.PAGE);
    }
}
