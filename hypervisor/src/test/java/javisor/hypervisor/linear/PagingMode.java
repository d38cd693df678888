package javisor.hypervisor.linear;

import javisor.machine.x86.Cr0;
import javisor.machine.x86.Cr4;
import javisor.machine.x86.Efer;
import javisor.simulator.PhysicalMemory;

/** The ways of paging, for tests that make a guest's page tables: which address bits each level takes, and how it maps a page. */
enum PagingMode {
    BITS_32(4, 0x10_0000, Cr4.PSE, 0, 32, 22, 12),
    PAE(8, 0x10_0020, Cr4.PAE, 0, 32, 30, 21, 12),
    LEVELS_4(8, 0x10_0000, Cr4.PAE, Efer.LME | Efer.LMA, 48, 39, 30, 21, 12),
    LEVELS_5(8, 0x10_0000, Cr4.PAE | Cr4.LA57, Efer.LME | Efer.LMA, 57, 48, 39, 30, 21, 12);

    /** First byte after the tables. */
    static final long TABLES_END = 0x20_0000;

    private static final long ROOT_TABLE = 0x10_0000;
    private static final int PRESENT = 1;
    private static final int LARGE = 1 << 7;

    /** Bits that change nothing about where an entry leads: of 32-bit entries, and those only others have. */
    private static final long INDIFFERENT = 0xF7E & ~LARGE;

    private static final long INDIFFERENT_HIGH = 0xFFFL << 52;

    private final int entryBytes;
    private final long root;
    private final long cr4;
    private final long efer;
    private final int width;
    private final int[] shifts;

    PagingMode(int entryBytes, long root, long cr4, long efer, int width, int... shifts) {
        this.entryBytes = entryBytes;
        this.root = root;
        this.cr4 = cr4;
        this.efer = efer;
        this.width = width;
        this.shifts = shifts;
    }

    /** Puts {@code fetch} into this mode. */
    void enter(GuestFetch fetch) {
        fetch.registers(Cr0.PE | Cr0.PG, root | 0x18, cr4, efer);
    }

    /** {@return the {@code choice}th of its page sizes, as a power of two} */
    int pageShift(int choice) {
        int sizes = this == LEVELS_4 || this == LEVELS_5 ? 3 : 2;
        return shifts[shifts.length - 1 - choice % sizes];
    }

    /** {@return an address of the mode: 32 bits, or canonical} */
    long address(long any) {
        return width == 32 ? any & 0xFFFF_FFFFL : any << 64 - width >> 64 - width;
    }

    /** Maps the page at {@code linear}, with {@code noise} in the indifferent bits of the entries made. */
    void map(PhysicalMemory ram, long linear, long frame, int pageShift, long noise) {
        long extra = noise & (entryBytes == 4 ? INDIFFERENT : INDIFFERENT | INDIFFERENT_HIGH);
        long table = root;
        for (int shift : shifts) {
            long at = table + (linear >>> shift & (4096 / entryBytes - 1)) * entryBytes;
            if (shift == pageShift) {
                ram.write(at, entryBytes, leaf(frame, shift) | extra | PRESENT);
                return;
            }
            long entry = ram.read(at, entryBytes);
            if ((entry & PRESENT) == 0) {
                entry = freeTable(ram) | extra | PRESENT;
                ram.write(at, entryBytes, entry);
            }
            table = entry & 0xF_FFFF_FFFF_F000L;
        }
    }

    private long leaf(long frame, int shift) {
        if (shift == 12) {
            return frame;
        }
        return LARGE | (this == BITS_32 ? frame & 0xFFC0_0000L | (frame >>> 32) << 13 : frame);
    }

    /** The word behind the tables counts them. */
    private static long freeTable(PhysicalMemory ram) {
        long tables = ram.read(TABLES_END, 4) + 1;
        ram.write(TABLES_END, 4, tables);
        return ROOT_TABLE + tables * 4096;
    }
}
