package javisor.hypervisor.memory;

import javisor.machine.address.HostPhysical;

/**
 * The physical range withheld from the guest: first the image, then the host's page tables, then the virtualisation's pages.
 *
 * @param start first byte
 * @param imageBytes length of the image in memory
 * @param tablePages pages for the host's page tables
 * @param ownPages pages for the virtualisation
 */
public record Withheld(HostPhysical start, long imageBytes, int tablePages, int ownPages) {
    private static final long TWO_MEGABYTES = 0x20_0000;
    private static final long FOUR_GIGABYTES = 0x1_0000_0000L;

    /** {@return the highest such range of usable memory from 2 MiB to 4 GiB; {@link #found} tells whether there is one} */
    public static Withheld choose(MemoryMap memory, long imageBytes, int tablePages, int ownPages) {
        HostPhysical start =
                memory.highestPlace(bytes(imageBytes, tablePages, ownPages), TWO_MEGABYTES, FOUR_GIGABYTES);
        return new Withheld(start, imageBytes, tablePages, ownPages);
    }

    /** {@return whether there was room} */
    public boolean found() {
        return start.rawValue() != 0;
    }

    /** {@return its length} */
    public long bytes() {
        return bytes(imageBytes, tablePages, ownPages);
    }

    /** {@return the byte after it} */
    public HostPhysical end() {
        return start.add(bytes());
    }

    /** {@return where the host's page tables start} */
    public HostPhysical tables() {
        return start.add(imageBytes);
    }

    /** {@return where the virtualisation's pages start} */
    public HostPhysical own() {
        return tables().add((long) tablePages * PageAllocator.PAGE);
    }

    private static long bytes(long imageBytes, int tablePages, int ownPages) {
        return imageBytes + (long) (tablePages + ownPages) * PageAllocator.PAGE;
    }
}
