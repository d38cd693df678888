package javisor.hypervisor.memory;

import javisor.machine.address.HostPhysical;

/**
 * What of physical memory resident code can reach through the physical window: all below {@link #windowEnd} except the withheld
 * range, of which only the part the virtualisation allocates its pages from is there.
 *
 * @param pml4 the root of the host's page tables
 * @param windowEnd the address after the last one the window shows
 * @param hiddenStart first byte of the withheld range
 * @param visibleStart first byte of the part of it that is there
 * @param hiddenEnd the byte after the withheld range
 */
public record HostAddressSpace(
        HostPhysical pml4,
        HostPhysical windowEnd,
        HostPhysical hiddenStart,
        HostPhysical visibleStart,
        HostPhysical hiddenEnd) {

    /** {@return whether resident code may read {@code bytes} bytes at an address the guest named, without reaching Javisor's own} */
    public boolean showsGuestMemory(HostPhysical address, long bytes) {
        HostPhysical end = address.add(bytes);
        boolean inside = !end.belowThan(address) && !windowEnd.belowThan(end);
        boolean apart = !hiddenStart.belowThan(end) || !address.belowThan(hiddenEnd);
        return inside && apart;
    }
}
