package javisor.hypervisor.nested;

import javisor.machine.address.HostPhysical;

/**
 * Extended page tables (Intel SDM vol. 3, 29.3.2, tables 29-1 to 29-7). Bits 2:0 allow reads, writes and execution, 5:3 of a page are
 * its memory type, 7 makes an entry of level 2 or 3 a page. Bit 6, "ignore PAT", is 0: the guest's PAT combines with the type as it
 * does with the MTRRs' on the bare machine (29.3.7.2). Accessed and dirty flags, execute-only pages and everything above the
 * address are not used.
 */
public final class EptFormat implements NestedFormat {
    private static final long READ = 1;
    private static final long WRITE = 1 << 1;
    private static final long EXECUTE = 1 << 2;
    private static final long ALL_ACCESSES = READ | WRITE | EXECUTE;
    private static final int TYPE_SHIFT = 3;
    private static final long LARGE = 1 << 7;
    private static final long ADDRESS = 0x000F_FFFF_FFFF_F000L;

    /** The format has no variants. */
    public EptFormat() {}

    @Override
    public long table(HostPhysical table) {
        return table.rawValue() | ALL_ACCESSES;
    }

    @Override
    public long page(long address, int level, int type) {
        return address | ALL_ACCESSES | (long) type << TYPE_SHIFT | (level > 1 ? LARGE : 0);
    }

    @Override
    public long readOnly(long entry) {
        return entry & ~WRITE;
    }

    @Override
    public boolean present(long entry) {
        return (entry & ALL_ACCESSES) != 0;
    }

    @Override
    public boolean mapsPage(long entry, int level) {
        return level == 1 || (entry & LARGE) != 0;
    }

    @Override
    public HostPhysical tableOf(long entry) {
        return new HostPhysical(entry & ADDRESS);
    }
}
