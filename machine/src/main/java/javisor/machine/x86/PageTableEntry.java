package javisor.machine.x86;

import javisor.machine.annotation.Unboxed;

/**
 * An entry of a long-mode page table, of any level (AMD APM vol. 2, 5.3 and 5.4; nested tables, 15.25, have the same form).
 *
 * @param bits the entry as it stands in memory
 */
@Unboxed
public record PageTableEntry(long bits) {
    /** The entry maps a page or names a table. */
    public static final long PRESENT = 1L;

    /** Writes are allowed. */
    public static final long WRITABLE = 1L << 1;

    /** User accesses are allowed; nested paging takes every guest access for one. */
    public static final long USER = 1L << 2;

    /** Page-level write-through, bit 0 of the PAT index. */
    public static final long WRITE_THROUGH = 1L << 3;

    /** Page-level cache disable, bit 1 of the PAT index. */
    public static final long CACHE_DISABLE = 1L << 4;

    /** The processor has used the entry. */
    public static final long ACCESSED = 1L << 5;

    /** The processor has written to the page. */
    public static final long DIRTY = 1L << 6;

    /** In entries of levels 2 and 3: this is a page and no table. */
    public static final long LARGE = 1L << 7;

    /** The translation outlives a load of CR3. */
    public static final long GLOBAL = 1L << 8;

    /** Instructions are not fetched from here; needs EFER.NXE. */
    public static final long NO_EXECUTE = 1L << 63;

    /** The bits of a table's or 4 KiB page's physical address. */
    public static final long ADDRESS = 0x000F_FFFF_FFFF_F000L;

    /** Entries in a table. */
    public static final int ENTRIES = 512;

    /** {@return whether the entry maps a page or names a table} */
    public boolean present() {
        return (bits & PRESENT) != 0;
    }

    /** {@return whether an entry of level 2 or 3 maps a large page} */
    public boolean large() {
        return (bits & LARGE) != 0;
    }

    /** {@return the physical address of the table or 4 KiB page} */
    public long address() {
        return bits & ADDRESS;
    }

    /** {@return the physical address of the page an entry of {@code level} (1, 2 or 3) maps; the low bits of a large one are flags} */
    public long pageAddress(int level) {
        return bits & ADDRESS & -pageBytes(level);
    }

    /** {@return the size of what one entry of {@code level} (1 to 4) covers: 4 KiB, 2 MiB, 1 GiB, 512 GiB} */
    public static long pageBytes(int level) {
        return 1L << shift(level);
    }

    /** {@return where in its table of {@code level} the entry for {@code address} stands} */
    public static int index(long address, int level) {
        return (int) (address >>> shift(level)) & (ENTRIES - 1);
    }

    private static int shift(int level) {
        return 3 + 9 * level;
    }
}
