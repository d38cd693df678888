package javisor.hypervisor.memory;

import javisor.machine.address.HostPhysical;
import javisor.machine.address.HostVirtual;
import javisor.machine.x86.PageTableEntry;

/**
 * The address space resident code lives in: the image at its link address, no page both writable and executable, nothing under the
 * stacks, nothing at address 0; and the physical window, in which of the withheld range only the virtualisation's pages appear, so
 * that no stray write to physical memory reaches code or page tables.
 */
public final class HostPageTables {
    private static final long LOW_MEMORY = 0x20_0000;
    private static final long ONE_GIGABYTE = 0x4000_0000;
    private static final long FOUR_GIGABYTES = 0x1_0000_0000L;
    private static final long HALF_TERABYTE = 0x80_0000_0000L;
    private static final long WINDOW_LIMIT = 0x4000_0000_0000L;

    private final long windowEnd;
    private final boolean gigabytePages;
    private final long noExecute;

    /**
     * Tables for a machine.
     *
     * @param usableEnd the address after its last usable byte
     * @param physicalAddressBits how many bits of physical addresses the processor has
     * @param gigabytePages whether it has pages of 1 GiB
     * @param noExecute whether it has no-execute pages
     */
    public HostPageTables(long usableEnd, int physicalAddressBits, boolean gigabytePages, boolean noExecute) {
        long reachable = Math.min(1L << physicalAddressBits, WINDOW_LIMIT);
        long wanted = Long.compareUnsigned(usableEnd, reachable) < 0 ? usableEnd : reachable;
        this.windowEnd = Math.max(FOUR_GIGABYTES, wanted + ONE_GIGABYTE - 1 & -ONE_GIGABYTE);
        this.gigabytePages = gigabytePages;
        this.noExecute = noExecute ? PageTableEntry.NO_EXECUTE : 0;
    }

    /** {@return how many pages {@link #build} takes at most, if it hides {@code imageBytes} and {@code ownPages} besides the tables} */
    public int pages(long imageBytes, int ownPages) {
        int roots = 1;
        int image = 3;
        int thirdLevel = (int) ((windowEnd + HALF_TERABYTE - 1) / HALF_TERABYTE);
        int secondLevel = (int) ((gigabytePages ? FOUR_GIGABYTES : windowEnd) / ONE_GIGABYTE);
        int lowMemory = 1;
        int apartFromHidden = roots + image + thirdLevel + secondLevel + lowMemory;
        long hidden = imageBytes + (long) (ownPages + apartFromHidden) * PageAllocator.PAGE;
        return apartFromHidden + (int) (hidden / PageTableEntry.pageBytes(2)) + 2;
    }

    /** Builds the tables inside {@code withheld}. They are reached through the physical window of the tables in use now. */
    public HostAddressSpace build(Withheld withheld) {
        PageTableBuilder builder = new PageTableBuilder(new PageAllocator(withheld.tables(), withheld.own()));
        mapImage(builder, withheld.start());
        long data = PageTableEntry.WRITABLE | noExecute;
        window(builder, 0, LOW_MEMORY, data, 1);
        window(builder, LOW_MEMORY, withheld.start().rawValue(), data, 2);
        window(builder, withheld.own().rawValue(), withheld.ownEnd().rawValue(), data, 2);
        window(builder, withheld.ownEnd().rawValue(), FOUR_GIGABYTES, data, 2);
        window(builder, FOUR_GIGABYTES, windowEnd, data, gigabytePages ? 3 : 2);
        return new HostAddressSpace(
                builder.root(), new HostPhysical(windowEnd), withheld.start(), withheld.own(), withheld.end());
    }

    private static void window(PageTableBuilder builder, long from, long to, long flags, int largestLevel) {
        HostPhysical start = new HostPhysical(from);
        builder.map(start.toVirtual(), start, to - from, flags, largestLevel);
    }

    private void mapImage(PageTableBuilder builder, HostPhysical place) {
        HostVirtual start = ImageLayout.start();
        for (HostVirtual page = start; page.belowThan(ImageLayout.end()); page = page.add(PageAllocator.PAGE)) {
            if (!page.equal(ResidentStacks.guard()) && !page.equal(ResidentStacks.faultGuard())) {
                builder.map(page, place.add(page.subtract(start)), PageAllocator.PAGE, flags(page), 1);
            }
        }
    }

    private long flags(HostVirtual page) {
        if (page.belowThan(ImageLayout.textEnd())) {
            return 0;
        }
        return page.belowThan(ImageLayout.readOnlyEnd()) ? noExecute : noExecute | PageTableEntry.WRITABLE;
    }
}
