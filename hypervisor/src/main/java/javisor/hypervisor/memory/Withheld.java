package javisor.hypervisor.memory;

import javisor.machine.address.HostPhysical;

/**
 * The physical range withheld from the guest: first the image, then the host's page tables, then the virtualisation's pages, then
 * perhaps a rest that nothing uses.
 *
 * <p>The rest is there for A20. A guest may switch the A20 gate off, as DOS and some boot loaders do, and bit 20 of every physical
 * address the processor puts out is then 0, for Javisor's accesses and for page walks too. So all that is used lies where bit 20 is 0
 * anyway, and what is left up to the end of usable memory is withheld with it, rather than given back as an island.
 *
 * @param start first byte
 * @param end the byte after the last
 * @param imageBytes length of the image in memory
 * @param tablePages pages for the host's page tables
 * @param ownPages pages for the virtualisation
 */
public record Withheld(HostPhysical start, HostPhysical end, long imageBytes, int tablePages, int ownPages) {
    private static final long ONE_MEGABYTE = 0x10_0000;
    private static final long TWO_MEGABYTES = 0x20_0000;
    private static final long FOUR_GIGABYTES = 0x1_0000_0000L;

    /**
     * {@return the highest such range of usable memory from 2 MiB to 4 GiB; {@link #found} tells whether there is one} What is used
     * is out of reach of A20 unless it takes more than 1 MiB.
     */
    public static Withheld choose(MemoryMap memory, long imageBytes, int tablePages, int ownPages) {
        long bytes = imageBytes + (long) (tablePages + ownPages) * PageAllocator.PAGE;
        long limit = FOUR_GIGABYTES;
        while (true) {
            long highest = memory.highestPlace(bytes, TWO_MEGABYTES, limit).rawValue();
            long end = highest + bytes;
            long start = highest == 0 || bytes > ONE_MEGABYTE ? highest : clearOfA20(end, bytes);
            boolean usable = Long.compareUnsigned(start, TWO_MEGABYTES) >= 0 && memory.isUsable(start, end);
            if (highest == 0 || usable) {
                return new Withheld(new HostPhysical(start), new HostPhysical(end), imageBytes, tablePages, ownPages);
            }
            limit = end - 1 & -ONE_MEGABYTE;
        }
    }

    /** {@return the highest address from which {@code bytes} bytes, 1 MiB at most, end at {@code end} or before and have bit 20 clear} */
    private static long clearOfA20(long end, long bytes) {
        long megabyte = end - 1 & -ONE_MEGABYTE;
        boolean clear = (megabyte & ONE_MEGABYTE) == 0;
        if (clear && end - megabyte >= bytes) {
            return end - bytes;
        }
        return (clear ? megabyte - ONE_MEGABYTE : megabyte) - bytes;
    }

    /** {@return whether there was room} */
    public boolean found() {
        return start.rawValue() != 0;
    }

    /** {@return its length} */
    public long bytes() {
        return end.subtract(start);
    }

    /** {@return where the host's page tables start} */
    public HostPhysical tables() {
        return start.add(imageBytes);
    }

    /** {@return where the virtualisation's pages start} */
    public HostPhysical own() {
        return tables().add((long) tablePages * PageAllocator.PAGE);
    }

    /** {@return the byte after the virtualisation's pages} */
    public HostPhysical ownEnd() {
        return own().add((long) ownPages * PageAllocator.PAGE);
    }
}
