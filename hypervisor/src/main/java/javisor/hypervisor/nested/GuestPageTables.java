package javisor.hypervisor.nested;

import javisor.hypervisor.memory.MemoryMap;
import javisor.hypervisor.memory.PageAllocator;
import javisor.machine.address.GuestPhysical;
import javisor.machine.address.HostPhysical;
import javisor.machine.address.HostVirtual;
import javisor.machine.x86.PageTableEntry;

/**
 * The nested page tables: every guest-physical address is the same host-physical one, except the withheld range (AMD APM vol. 2,
 * 15.25; the format is that of long-mode page tables, and every guest access counts as a user access).
 *
 * <p><b>Page sizes.</b> 1 GiB where all of it is usable RAM or lies above all RAM; 2 MiB elsewhere, because a page should not span
 * memory of different types (7.7, MTRRs); 4 KiB in the first 2 MiB, which the fixed-range MTRRs divide, and around what is withheld.
 * Entries are writable, executable, accessed and dirty from the start, and of type WB in the PAT: the guest's own PAT and the MTRRs,
 * which are the guest's, decide (15.25.8).
 *
 * <p><b>The withheld range</b> is mapped to one page where nothing answers: half of the address space, which is beyond all RAM, uncached.
 * A read gives ones (or zeros, as the chipset likes), a write vanishes, no exit happens. The alternative, a read-only page of
 * zeros, exits on each write and then needs an instruction decoder to skip it; a writable page of junk would look like RAM. What
 * remains is a machine with a device at just that address: that device would be read. Memory-encryption bits are kept out of
 * the address, or the page would be page 0.
 *
 * <p><b>All of the address space</b> is covered, devices above 512 GiB included: what has no table yet gets one on the first access,
 * from a small pool whose oldest page is used again. Nothing else ever changes after boot.
 */
public final class GuestPageTables {
    private static final long GIB = 1L << 30;
    private static final long MIB2 = 1L << 21;
    private static final long PAGE = PageAllocator.PAGE;
    private static final long FOUR_GIB = 4 * GIB;
    private static final int REACH = 48;
    private static final int REACH_OF_ONE_TABLE = 39;

    private static final int TOP = 4;
    private static final int LEVEL_1_GIB = 3;
    private static final int LEVEL_2_MIB = 2;
    private static final int LEVEL_4_KIB = 1;

    private static final long TABLE =
            PageTableEntry.PRESENT | PageTableEntry.WRITABLE | PageTableEntry.USER | PageTableEntry.ACCESSED;
    private static final long LEAF = TABLE | PageTableEntry.DIRTY;
    private static final long UNCACHED = PageTableEntry.CACHE_DISABLE | PageTableEntry.WRITE_THROUGH;

    private final MemoryMap memory;
    private final long withheldStart;
    private final long withheldEnd;
    private final AddressWidth width;
    private final PageAllocator pages;
    private final TablePool pool;
    private final HostPhysical root;

    /** Tables for a machine with {@code memory}, of which {@code withheldStart} to before {@code withheldEnd} is not the guest's. */
    public GuestPageTables(
            MemoryMap memory,
            HostPhysical withheldStart,
            HostPhysical withheldEnd,
            AddressWidth width,
            PageAllocator pages) {
        this.memory = memory;
        this.withheldStart = withheldStart.rawValue();
        this.withheldEnd = withheldEnd.rawValue();
        this.width = width;
        this.pages = pages;
        this.root = pages.allocate();
        this.pool = new TablePool(pages, poolPages(memory, width));
        build();
    }

    /** {@return how many pages the constructor takes at most} */
    public static int pagesAtMost(MemoryMap memory, AddressWidth width) {
        int roots = 2;
        int below4Gib = 4;
        int aboveAtBoundaries = width.gigabytePages() ? boundariesAbove4Gib(memory) : 0;
        int first2Mib = 1;
        int aroundWithheld = 4;
        return roots + below4Gib + aboveAtBoundaries + first2Mib + aroundWithheld + poolPages(memory, width);
    }

    private static int boundariesAbove4Gib(MemoryMap memory) {
        int boundaries = 0;
        for (int i = 0; i < memory.count(); i++) {
            long start = memory.entry(i).address();
            boundaries += Long.compareUnsigned(start, FOUR_GIB) > 0 ? 1 : 0;
            boundaries += Long.compareUnsigned(memory.end(i), FOUR_GIB) > 0 ? 1 : 0;
        }
        return boundaries;
    }

    private static int poolPages(MemoryMap memory, AddressWidth width) {
        if (width.gigabytePages()) {
            return width.bits() > REACH_OF_ONE_TABLE
                    ? 4 + (int) Math.min(memory.usableEnd() >>> REACH_OF_ONE_TABLE, 28)
                    : 0;
        }
        long gigabytes = memory.usableEnd() / GIB;
        return (int) Math.min(gigabytes + 8, 64);
    }

    /** {@return the physical address for nested CR3} */
    public HostPhysical root() {
        return root;
    }

    /** {@return the address the withheld range is mapped to} */
    public HostPhysical nowhere() {
        return new HostPhysical(1L << width.bits() - 1);
    }

    /** {@return whether translations may be in the TLB that are no longer in the tables, since {@link #fill} last returned} */
    public boolean staleTranslations() {
        return pool.recycled();
    }

    /**
     * Makes a table for an address that has none.
     *
     * @return false if the address has one, or is beyond what the processor can address
     */
    public boolean fill(GuestPhysical address) {
        long at = address.rawValue();
        if (at >>> Math.min(width.bits(), REACH) != 0) {
            return false;
        }
        pool.begin();
        HostVirtual top = entry(root, at, TOP);
        boolean filled = false;
        if (!present(top)) {
            HostPhysical table = pool.take(top);
            top.writeLong(0, table.rawValue() | TABLE);
            if (width.gigabytePages()) {
                identity(table, at & -PageTableEntry.pageBytes(TOP), LEVEL_1_GIB);
                return true;
            }
            filled = true;
        }
        HostVirtual middle = entry(tableAt(top), at, LEVEL_1_GIB);
        if (!present(middle)) {
            HostPhysical table = pool.take(middle);
            middle.writeLong(0, table.rawValue() | TABLE);
            identity(table, at & -GIB, LEVEL_2_MIB);
            filled = true;
        }
        return filled;
    }

    private void build() {
        HostPhysical first = pages.allocate();
        root.toVirtual().writeLong(0, first.rawValue() | TABLE);
        if (width.gigabytePages()) {
            identity(first, 0, LEVEL_1_GIB);
        }
        long end = Math.max(FOUR_GIB, Math.min(memory.usableEnd(), PageTableEntry.pageBytes(TOP)));
        for (long start = 0; start < end; start += GIB) {
            if (start == 0 || withheldIn(start, GIB) || width.gigabytePages() && mixed(start)) {
                buildGigabyte(entry(first, start, LEVEL_1_GIB), start);
            }
        }
    }

    private void buildGigabyte(HostVirtual entry, long start) {
        HostPhysical table = pages.allocate();
        entry.writeLong(0, table.rawValue() | TABLE);
        identity(table, start, LEVEL_2_MIB);
        for (long at = start; at < start + GIB; at += MIB2) {
            if (at == 0 || withheldIn(at, MIB2)) {
                buildPages(entry(table, at, LEVEL_2_MIB), at);
            }
        }
    }

    private void buildPages(HostVirtual entry, long start) {
        HostPhysical table = pages.allocate();
        entry.writeLong(0, table.rawValue() | TABLE);
        for (long at = start; at < start + MIB2; at += PAGE) {
            long mapping = withheldIn(at, PAGE) ? nowhere().rawValue() | LEAF | UNCACHED : at | LEAF;
            entry(table, at, LEVEL_4_KIB).writeLong(0, mapping);
        }
    }

    private void identity(HostPhysical table, long start, int level) {
        long size = PageTableEntry.pageBytes(level);
        for (int i = 0; i < PageTableEntry.ENTRIES; i++) {
            long at = start + i * size;
            long mapping = at >>> width.bits() == 0 ? at | LEAF | PageTableEntry.LARGE : 0;
            table.toVirtual().writeLong(i * 8L, mapping);
        }
    }

    /** Whether a GiB holds other things than RAM alone: one below 4 GiB unless all usable, one above in which some range starts or ends. */
    private boolean mixed(long start) {
        if (memory.isUsable(start, start + GIB)) {
            return false;
        }
        if (start < FOUR_GIB) {
            return true;
        }
        for (int i = 0; i < memory.count(); i++) {
            long from = memory.entry(i).address();
            if (memory.counts(i) && (inside(from, start) || inside(memory.end(i), start))) {
                return true;
            }
        }
        return false;
    }

    private static boolean inside(long address, long start) {
        return Long.compareUnsigned(address, start) > 0 && Long.compareUnsigned(address, start + GIB) < 0;
    }

    private boolean withheldIn(long start, long bytes) {
        return start < withheldEnd && withheldStart < start + bytes;
    }

    private static HostVirtual entry(HostPhysical table, long address, int level) {
        return table.toVirtual().add(PageTableEntry.index(address, level) * 8L);
    }

    private static boolean present(HostVirtual entry) {
        return new PageTableEntry(entry.readLong(0)).present();
    }

    private static HostPhysical tableAt(HostVirtual entry) {
        return new HostPhysical(new PageTableEntry(entry.readLong(0)).address());
    }
}
