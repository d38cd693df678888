package javisor.hypervisor.nested;

import javisor.hypervisor.memory.MemoryMap;
import javisor.hypervisor.memory.PageAllocator;
import javisor.machine.address.GuestPhysical;
import javisor.machine.address.HostPhysical;
import javisor.machine.address.HostVirtual;
import javisor.machine.x86.MemoryType;
import javisor.machine.x86.PageTableEntry;

/**
 * The nested page tables: every guest-physical address is the same host-physical one, except the withheld range (AMD APM vol. 2,
 * 15.25; Intel SDM vol. 3, 29.3).
 *
 * <p><b>Page sizes.</b> The largest for which {@link MemoryTypes} has one type and in which nothing is withheld.
 *
 * <p><b>The withheld range</b> is mapped to one page where nothing answers, uncached. A read gives ones (or zeros, as the chipset
 * likes), a write vanishes, no exit happens. The alternative, a read-only page of zeros, exits on each write and then needs an
 * instruction decoder to skip it; a writable page of junk would look like RAM. What remains is a machine with a device at just that
 * address: that device would be read. Memory-encryption bits are kept out of the address, or the page would be page 0. Blocks of 2 MiB of
 * which all is withheld share one table.
 *
 * <p><b>A read-only page</b> can be asked for: what the guest writes there exits. Its tables are the first to be made, so they stay.
 *
 * <p><b>All of the address space</b> is covered, devices above 512 GiB included: what has no table yet gets one on the first access.
 * Tables for RAM are made at boot and stay; when no more such pages are left, a small ring is used whose oldest page is used again. An
 * entry that is 0 always means that a table is missing there.
 *
 * <p><b>When memory types change</b>, all tables are made anew from the same pages.
 *
 * <p>All processors share them. What is taken out is forgotten by all, see {@link Translations}, before its page is used again.
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

    private final NestedFormat format;
    private final AddressWidth width;
    private final MemoryTypes types;
    private final long end;
    private final long readOnly;
    private final long withheldStart;
    private final long withheldEnd;
    private final HostPhysical root;
    private final HostPhysical withheldTable;
    private final TablePool pool;

    /** Tables for a machine with {@code memory}, of which {@code withheldStart} to before {@code withheldEnd} is not the guest's. */
    public GuestPageTables(
            NestedPaging paging,
            MemoryMap memory,
            HostPhysical withheldStart,
            HostPhysical withheldEnd,
            PageAllocator pages) {
        this.format = paging.format();
        this.width = paging.width();
        this.types = paging.types();
        this.readOnly = paging.readOnly();
        this.end = end(width, memory);
        this.withheldStart = withheldStart.rawValue();
        this.withheldEnd = withheldEnd.rawValue();
        this.root = pages.allocate();
        this.withheldTable = pages.allocate();
        for (int i = 0; i < PageTableEntry.ENTRIES; i++) {
            withheldTable.toVirtual().writeLong(i * 8L, withheldPage());
        }
        this.pool = new TablePool(pages, lastingPages(paging, memory), ringPages(paging, memory));
        build();
    }

    /** {@return how many pages the constructor takes} */
    public static int pages(NestedPaging paging, MemoryMap memory) {
        return 2 + lastingPages(paging, memory) + ringPages(paging, memory);
    }

    private static int lastingPages(NestedPaging paging, MemoryMap memory) {
        boolean gigabytePages = paging.width().gigabytePages();
        MemoryTypes types = paging.types();
        long end = end(paging.width(), memory);
        int gigabytesAbove = 0;
        int megabytes = 0;
        for (long start = 0; start < end; start += GIB) {
            if (types.of(start, GIB) == MemoryTypes.MIXED) {
                gigabytesAbove += start >= FOUR_GIB && gigabytePages ? 1 : 0;
                megabytes += mixedMegabytes(types, start);
            }
        }
        int firstHalfTerabyte = 1;
        int below4Gib = 4;
        int first2Mib = 1;
        int aroundWithheld = 4;
        int aroundReadOnly = paging.readOnly() == NestedPaging.NONE ? 0 : 1;
        return firstHalfTerabyte
                + below4Gib
                + Math.min(gigabytesAbove, types.mixedBlocks())
                + Math.min(megabytes, types.mixedBlocks() + first2Mib)
                + aroundWithheld
                + aroundReadOnly;
    }

    private static int mixedMegabytes(MemoryTypes types, long start) {
        int count = 0;
        for (long at = start; at < start + GIB; at += MIB2) {
            count += types.of(at, MIB2) == MemoryTypes.MIXED ? 1 : 0;
        }
        return count;
    }

    private static int ringPages(NestedPaging paging, MemoryMap memory) {
        int spare = paging.types().spareTables();
        if (paging.width().gigabytePages()) {
            return spare
                    + (paging.width().bits() > REACH_OF_ONE_TABLE
                            ? 4 + (int) Math.min(memory.usableEnd() >>> REACH_OF_ONE_TABLE, 28)
                            : 0);
        }
        long gigabytes = memory.usableEnd() / GIB;
        return spare + (int) Math.min(gigabytes + 8, 64);
    }

    /** Where the tables made at boot end. */
    private static long end(AddressWidth width, MemoryMap memory) {
        long reach = 1L << Math.min(width.bits(), REACH_OF_ONE_TABLE);
        return Math.max(FOUR_GIB, Math.min(memory.usableEnd(), reach));
    }

    /** {@return the physical address of the root, for nested CR3 or the EPT pointer} */
    public HostPhysical root() {
        return root;
    }

    /** {@return the address the withheld range is mapped to} */
    public HostPhysical nowhere() {
        return new HostPhysical(width.nowhere());
    }

    /**
     * Makes tables for an address that lacks some.
     *
     * @param translations told when a table is about to be used again
     * @return false if the address has them all, or is beyond what the processor can address
     */
    public boolean fill(GuestPhysical address, Translations translations) {
        long at = address.rawValue();
        if (!reaches(address)) {
            return false;
        }
        pool.begin(translations);
        map(at);
        return pool.taken() != 0;
    }

    /** Takes the right to write to that page, or gives it back. What the processors have cached stays. */
    public void protect(boolean takeAway) {
        HostPhysical table = root;
        for (int level = TOP; level > LEVEL_4_KIB; level--) {
            table = format.tableOf(entryOf(table, readOnly, level).readLong(0));
        }
        long entry = format.page(readOnly, LEVEL_4_KIB, types.of(readOnly, PAGE));
        entryOf(table, readOnly, LEVEL_4_KIB).writeLong(0, takeAway ? format.readOnly(entry) : entry);
    }

    private static HostVirtual entryOf(HostPhysical table, long address, int level) {
        return table.toVirtual().add(PageTableEntry.index(address, level) * 8L);
    }

    /** {@return whether an address is in the page that the guest may not write to} */
    public boolean readOnly(GuestPhysical address) {
        return (address.rawValue() & -PAGE) == readOnly;
    }

    /** {@return whether an address is one that nested paging can translate} Where the processor has more than 48 bits, some are not. */
    public boolean reaches(GuestPhysical address) {
        return address.rawValue() >>> Math.min(width.bits(), REACH) == 0;
    }

    /** Gives every address the memory type that {@link MemoryTypes} has for it now. */
    public void retype(Translations translations) {
        for (int i = 0; i < PageTableEntry.ENTRIES; i++) {
            root.toVirtual().writeLong(i * 8L, 0);
        }
        translations.forget();
        pool.reset();
        pool.begin(translations);
        build();
    }

    private void build() {
        if (readOnly != NestedPaging.NONE) {
            map(readOnly);
        }
        long at = 0;
        while (at < end && pool.lastingLeft()) {
            int level = madeAtBoot(at) ? map(at) : LEVEL_1_GIB;
            at += PageTableEntry.pageBytes(Math.max(level, LEVEL_2_MIB));
        }
    }

    private boolean madeAtBoot(long at) {
        return width.gigabytePages() || at < GIB || withheldIn(at & -GIB, GIB) || (readOnly & -GIB) == (at & -GIB);
    }

    /** Makes the tables that are missing on the way to {@code at}, and returns the level of its page. */
    private int map(long at) {
        HostPhysical table = root;
        int level = TOP;
        while (true) {
            HostVirtual entry = entryOf(table, at, level);
            long value = entry.readLong(0);
            if (!format.present(value)) {
                table = pool.take(entry);
                populate(table, at & -PageTableEntry.pageBytes(level), level - 1);
                entry.writeLong(0, format.table(table));
            } else if (level < TOP && format.mapsPage(value, level)) {
                return level;
            } else {
                table = format.tableOf(value);
            }
            level--;
        }
    }

    private void populate(HostPhysical table, long start, int level) {
        long size = PageTableEntry.pageBytes(level);
        for (int i = 0; i < PageTableEntry.ENTRIES; i++) {
            long at = start + i * size;
            table.toVirtual().writeLong(i * 8L, at >>> width.bits() == 0 ? page(at, level) : 0);
        }
    }

    private long page(long at, int level) {
        long bytes = PageTableEntry.pageBytes(level);
        if (withheldIn(at, bytes)) {
            return switch (level) {
                case LEVEL_4_KIB -> withheldPage();
                case LEVEL_2_MIB -> allWithheld(at, bytes) ? format.table(withheldTable) : 0;
                default -> 0;
            };
        }
        if (level == LEVEL_1_GIB && !width.gigabytePages()) {
            return 0;
        }
        int type = types.of(at, bytes);
        boolean holdsReadOnly = (readOnly & -bytes) == at;
        if (type == MemoryTypes.MIXED || holdsReadOnly && level > LEVEL_4_KIB) {
            return 0;
        }
        long entry = format.page(at, level, type);
        return holdsReadOnly ? format.readOnly(entry) : entry;
    }

    private long withheldPage() {
        return format.page(width.nowhere(), LEVEL_4_KIB, MemoryType.UNCACHEABLE);
    }

    /** Whether a block shares a byte with the withheld range, under whatever key of memory encryption. */
    private boolean withheldIn(long start, long bytes) {
        return place(start) < withheldEnd && withheldStart < place(start) + bytes;
    }

    private boolean allWithheld(long start, long bytes) {
        return withheldStart <= place(start) && place(start) + bytes <= withheldEnd;
    }

    /** An address without the bits that are the number of a key. */
    private long place(long address) {
        return address & (1L << width.placeBits()) - 1;
    }
}
