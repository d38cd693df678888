package javisor.hypervisor.nested;

import javisor.hypervisor.memory.MemoryMap;
import javisor.hypervisor.memory.PageAllocator;
import javisor.machine.x86.MemoryType;

/**
 * Memory types where nested paging leaves them to the guest's MTRRs by itself (AMD APM vol. 2, 15.25.8). What remains is that a page
 * should not span memory of different types (7.7): the first 2 MiB are divided by the fixed-range MTRRs, and 1 GiB is one piece where
 * all of it is usable RAM, or above 4 GiB where nothing of the memory map starts or ends inside. The map is read once, since it is
 * gone when the guest runs; above 512 GiB it is not asked.
 */
public final class NativeTypes implements MemoryTypes {
    private static final long GIB = 1L << 30;
    private static final long FOUR_GIB = 4 * GIB;
    private static final int GIGABYTES = 512;

    private final long[] mixed = new long[GIGABYTES / 64];
    private final int mixedBlocks;

    /** The types on a machine with {@code memory}. */
    public NativeTypes(MemoryMap memory) {
        mixedBlocks = 2 * memory.count();
        long end = Math.max(FOUR_GIB, Math.min(memory.usableEnd(), GIGABYTES * GIB));
        for (long start = 0; start < end; start += GIB) {
            if (start == 0 || mixed(memory, start)) {
                int gigabyte = (int) (start / GIB);
                mixed[gigabyte / 64] |= 1L << gigabyte;
            }
        }
    }

    @Override
    public int of(long start, long bytes) {
        if (bytes == GIB) {
            long gigabyte = start / GIB;
            boolean divided = gigabyte < GIGABYTES && (mixed[(int) gigabyte / 64] >>> gigabyte & 1) != 0;
            return divided ? MIXED : MemoryType.WRITE_BACK;
        }
        return start == 0 && bytes > PageAllocator.PAGE ? MIXED : MemoryType.WRITE_BACK;
    }

    @Override
    public int mixedBlocks() {
        return mixedBlocks;
    }

    @Override
    public int spareTables() {
        return 0;
    }

    private static boolean mixed(MemoryMap memory, long start) {
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
}
