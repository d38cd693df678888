package javisor.hypervisor.memory;

import javisor.machine.address.HostPhysical;
import javisor.machine.address.HostVirtual;
import javisor.machine.x86.PageTableEntry;

/**
 * The address space resident code lives in: the image at its link address, no page both writable and executable, nothing under the
 * stacks, nothing at address 0; the areas of the other processors, see {@link ProcessorMemory}; and the physical window, in which of the withheld range only the virtualisation's pages appear, so
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
    private final int processors;

    /**
     * Tables for a machine.
     *
     * @param usableEnd the address after its last usable byte
     * @param physicalAddressBits how many bits of physical addresses the processor has
     * @param gigabytePages whether it has pages of 1 GiB
     * @param noExecute whether it has no-execute pages
     * @param processors how many there are
     */
    public HostPageTables(
            long usableEnd, int physicalAddressBits, boolean gigabytePages, boolean noExecute, int processors) {
        long reachable = Math.min(1L << physicalAddressBits, WINDOW_LIMIT);
        long wanted = Long.compareUnsigned(usableEnd, reachable) < 0 ? usableEnd : reachable;
        this.windowEnd = Math.max(FOUR_GIGABYTES, wanted + ONE_GIGABYTE - 1 & -ONE_GIGABYTE);
        this.gigabytePages = gigabytePages;
        this.noExecute = noExecute ? PageTableEntry.NO_EXECUTE : 0;
        this.processors = processors;
    }

    /**
     * {@return how many pages {@link #build} takes at most, if it hides {@code imageBytes} and {@code ownPages} besides} The areas of
     * processors are among them.
     */
    public int pages(long imageBytes, int ownPages) {
        int roots = 1;
        int image = 3;
        int thirdLevel = (int) ((windowEnd + HALF_TERABYTE - 1) / HALF_TERABYTE);
        int secondLevel = (int) ((gigabytePages ? FOUR_GIGABYTES : windowEnd) / ONE_GIGABYTE);
        int lowMemory = 1;
        int apartFromHidden = roots + image + thirdLevel + secondLevel + lowMemory + areaPages();
        long hidden = imageBytes + (long) (ownPages + apartFromHidden) * PageAllocator.PAGE;
        return apartFromHidden + (int) (hidden / PageTableEntry.pageBytes(2)) + 2;
    }

    private int areaPages() {
        long bytes = (processors - 1L) * ProcessorMemory.STRIDE;
        long mappedByTable = PageTableEntry.pageBytes(2);
        return (processors - 1) * ProcessorMemory.PAGES + (int) ((bytes + mappedByTable - 1) / mappedByTable);
    }

    /** Builds the tables inside {@code withheld}. They are reached through the physical window of the tables in use now. */
    public HostAddressSpace build(Withheld withheld) {
        PageAllocator pages = new PageAllocator(withheld.tables(), withheld.own());
        PageTableBuilder builder = new PageTableBuilder(pages);
        mapImage(builder, withheld.start());
        mapAreas(builder, pages);
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
            if (!page.equal(ProcessorMemory.guard(0)) && !page.equal(ProcessorMemory.faultGuard(0))) {
                builder.map(page, place.add(page.subtract(start)), PageAllocator.PAGE, flags(page), 1);
            }
        }
    }

    private void mapAreas(PageTableBuilder builder, PageAllocator pages) {
        long end = (processors - 1L) * ProcessorMemory.STRIDE;
        for (long offset = 0; offset < end; offset += PageAllocator.PAGE) {
            if (!ProcessorMemory.isGuard(offset % ProcessorMemory.STRIDE)) {
                HostVirtual page = ProcessorMemory.AREAS.add(offset);
                builder.map(page, pages.allocate(), PageAllocator.PAGE, noExecute | PageTableEntry.WRITABLE, 1);
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
