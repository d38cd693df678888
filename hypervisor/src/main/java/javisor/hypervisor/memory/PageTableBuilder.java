package javisor.hypervisor.memory;

import javisor.machine.address.HostPhysical;
import javisor.machine.address.HostVirtual;
import javisor.machine.x86.PageTableEntry;

/** Fills in long-mode page tables, with the largest pages that alignment and the caller allow. Nothing is ever mapped twice. */
public final class PageTableBuilder {
    /** Accessed and dirty beforehand, so that the processor never writes to the tables. */
    private static final long USED = PageTableEntry.ACCESSED | PageTableEntry.DIRTY;

    private final PageAllocator pages;
    private final HostPhysical root;

    /** Tables that are taken from {@code pages}, the root first. */
    public PageTableBuilder(PageAllocator pages) {
        this.pages = pages;
        this.root = pages.allocate();
    }

    /** {@return what CR3 is to hold} */
    public HostPhysical root() {
        return root;
    }

    /**
     * Maps {@code bytes} bytes from {@code virtual} on to {@code physical} and on; all three multiples of 4 KiB.
     *
     * @param flags bits of {@link PageTableEntry} besides present
     * @param largestLevel 1 for pages of 4 KiB only, 2 up to 2 MiB, 3 up to 1 GiB
     */
    public void map(HostVirtual virtual, HostPhysical physical, long bytes, long flags, int largestLevel) {
        long done = 0;
        while (Long.compareUnsigned(done, bytes) < 0) {
            long from = virtual.rawValue() + done;
            long to = physical.rawValue() + done;
            int level = level(from | to, bytes - done, largestLevel);
            long size = level == 1 ? 0 : PageTableEntry.LARGE;
            HostVirtual entry = entry(from, level);
            if (new PageTableEntry(entry.readLong(0)).present()) {
                throw new IllegalStateException("a page is mapped twice");
            }
            entry.writeLong(0, to | size | flags | USED | PageTableEntry.PRESENT);
            done += PageTableEntry.pageBytes(level);
        }
    }

    private static int level(long alignment, long bytes, int largestLevel) {
        int level = largestLevel;
        while (level > 1
                && ((alignment & PageTableEntry.pageBytes(level) - 1) != 0
                        || Long.compareUnsigned(bytes, PageTableEntry.pageBytes(level)) < 0)) {
            level--;
        }
        return level;
    }

    private HostVirtual entry(long virtual, int level) {
        HostPhysical table = root;
        for (int above = 4; above > level; above--) {
            HostVirtual entry = entryOf(table, virtual, above);
            PageTableEntry value = new PageTableEntry(entry.readLong(0));
            if (!value.present()) {
                long child = pages.allocate().rawValue();
                value = new PageTableEntry(
                        child | PageTableEntry.WRITABLE | PageTableEntry.ACCESSED | PageTableEntry.PRESENT);
                entry.writeLong(0, value.bits());
            } else if (above < 4 && value.large()) {
                throw new IllegalStateException("a page is mapped inside a larger one");
            }
            table = new HostPhysical(value.address());
        }
        return entryOf(table, virtual, level);
    }

    private static HostVirtual entryOf(HostPhysical table, long virtual, int level) {
        return table.toVirtual().add(8L * PageTableEntry.index(virtual, level));
    }
}
