package javisor.simulator;

/**
 * What a four-level walk of long-mode page tables finds (AMD APM vol. 2, 5.3; nested tables have the same format, 15.25.3, and are
 * walked as for a user access).
 *
 * @param address the physical address translated to
 * @param pageSize 4 KiB, 2 MiB or 1 GiB, in bytes
 * @param writable whether all levels allow writes
 * @param user whether all levels allow user accesses
 * @param executable whether no level forbids execution
 * @param cacheControl index into the PAT: bit 2 PAT, bit 1 PCD, bit 0 PWT
 */
public record PageWalk(
        long address, long pageSize, boolean writable, boolean user, boolean executable, int cacheControl) {
    private static final long FRAME = 0x000F_FFFF_FFFF_F000L;
    private static final long PRESENT = 1;
    private static final long LARGE = 1 << 7;

    /**
     * {@return the translation of {@code address}, or null where a level is not present}
     *
     * @param root physical address of the PML4
     * @param addressBits width of a physical address; higher bits of an entry are reserved
     */
    public static PageWalk of(PhysicalMemory memory, long root, long address, int addressBits) {
        long table = root;
        boolean writable = true;
        boolean user = true;
        boolean executable = true;
        for (int shift = 39; shift >= 12; shift -= 9) {
            long entry = memory.read(table + (address >>> shift & 0x1FF) * 8, 8);
            if ((entry & PRESENT) == 0) {
                return null;
            }
            boolean leaf = shift == 12 || (entry & LARGE) != 0;
            checkReserved(entry, shift, leaf, addressBits);
            writable &= (entry & 2) != 0;
            user &= (entry & 4) != 0;
            executable &= entry >= 0;
            if (leaf) {
                return leaf(entry, shift, address, writable, user, executable);
            }
            table = entry & FRAME;
        }
        throw new AssertionError("a page table has no level below 4 KiB");
    }

    private static PageWalk leaf(
            long entry, int shift, long address, boolean writable, boolean user, boolean executable) {
        long size = 1L << shift;
        long frame = entry & FRAME & -size;
        int patBit = shift == 12 ? 7 : 12;
        int cacheControl = (int) (entry >>> 3 & 3 | (entry >>> patBit & 1) << 2);
        return new PageWalk(frame | address & size - 1, size, writable, user, executable, cacheControl);
    }

    private static void checkReserved(long entry, int shift, boolean leaf, int addressBits) {
        long reserved = FRAME & ~((1L << addressBits) - 1);
        if (leaf && shift > 12) {
            reserved |= (1L << shift) - 1 & ~0x1FFFL;
        }
        if (shift == 39) {
            reserved |= LARGE;
        }
        if ((entry & reserved) != 0) {
            throw new SimulatedFault(
                    SimulatedFault.PF,
                    "reserved bits in page-table entry 0x%x at level shift %d".formatted(entry, shift));
        }
    }
}
