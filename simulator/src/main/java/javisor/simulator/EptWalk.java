package javisor.simulator;

/**
 * What a four-level walk of extended page tables finds (Intel SDM vol. 3, 29.3.2); a misconfigured entry is a test failure (29.3.3.1).
 *
 * @param address the physical address translated to
 * @param pageSize 4 KiB, 2 MiB or 1 GiB, in bytes
 * @param accesses what all levels allow: bit 0 reads, bit 1 writes, bit 2 execution
 * @param type memory type
 * @param ignoresPat whether the guest's PAT has no say
 */
public record EptWalk(long address, long pageSize, int accesses, int type, boolean ignoresPat) {
    private static final long FRAME = 0x000F_FFFF_FFFF_F000L;
    private static final int ALL = 7;
    private static final long LARGE = 1 << 7;

    /**
     * {@return the translation of {@code address}, or null where a level is not present}
     *
     * @param root physical address of the PML4
     * @param addressBits width of a physical address; higher bits of an entry are reserved
     */
    public static EptWalk of(PhysicalMemory memory, long root, long address, int addressBits) {
        long table = root;
        int accesses = ALL;
        for (int shift = 39; shift >= 12; shift -= 9) {
            long entry = memory.read(table + (address >>> shift & 0x1FF) * 8, 8);
            if ((entry & ALL) == 0) {
                return null;
            }
            boolean page = shift == 12 || shift < 39 && (entry & LARGE) != 0;
            check(entry, shift, page, addressBits);
            accesses &= (int) entry;
            if (page) {
                long size = 1L << shift;
                long frame = entry & FRAME & -size;
                int type = (int) (entry >>> 3 & 7);
                return new EptWalk(frame | address & size - 1, size, accesses, type, (entry & 1 << 6) != 0);
            }
            table = entry & FRAME;
        }
        throw new AssertionError("a page table has no level below 4 KiB");
    }

    private static void check(long entry, int shift, boolean page, int addressBits) {
        long reserved = FRAME & ~((1L << addressBits) - 1);
        if (page) {
            reserved |= (1L << shift) - 1 & ~0xFFFL;
        } else {
            reserved |= shift == 39 ? 0xF8 : 0x78;
        }
        boolean writeOnly = (entry & 3) == 2;
        boolean executeOnly = (entry & ALL) == 4;
        int type = (int) (entry >>> 3 & 7);
        boolean noType = page && (type == 2 || type == 3 || type == 7);
        if ((entry & reserved) != 0 || writeOnly || executeOnly || noType) {
            throw new AssertionError("EPT misconfiguration: 0x%x at level shift %d".formatted(entry, shift));
        }
    }
}
