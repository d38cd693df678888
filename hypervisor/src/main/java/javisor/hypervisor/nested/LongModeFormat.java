package javisor.hypervisor.nested;

import javisor.machine.address.HostPhysical;
import javisor.machine.x86.MemoryType;
import javisor.machine.x86.PageTableEntry;

/**
 * Nested paging in the format of long-mode page tables, where every guest access counts as a user access (AMD APM vol. 2, 15.25). Entries
 * are writable, executable, accessed and dirty from the start. A page is of type WB in the PAT, and the guest's own PAT and the MTRRs,
 * which are the guest's, decide (15.25.8); only UC is asked for by the entry, everything else is left to them.
 */
public final class LongModeFormat implements NestedFormat {
    private static final long TABLE =
            PageTableEntry.PRESENT | PageTableEntry.WRITABLE | PageTableEntry.USER | PageTableEntry.ACCESSED;
    private static final long PAGE = TABLE | PageTableEntry.DIRTY;
    private static final long UNCACHED = PageTableEntry.CACHE_DISABLE | PageTableEntry.WRITE_THROUGH;

    /** The format has no variants. */
    public LongModeFormat() {}

    @Override
    public long table(HostPhysical table) {
        return table.rawValue() | TABLE;
    }

    @Override
    public long page(long address, int level, int type) {
        return address
                | PAGE
                | (level > 1 ? PageTableEntry.LARGE : 0)
                | (type == MemoryType.UNCACHEABLE ? UNCACHED : 0);
    }

    @Override
    public long readOnly(long entry) {
        return entry & ~PageTableEntry.WRITABLE;
    }

    @Override
    public boolean present(long entry) {
        return new PageTableEntry(entry).present();
    }

    @Override
    public boolean mapsPage(long entry, int level) {
        return level == 1 || new PageTableEntry(entry).large();
    }

    @Override
    public HostPhysical tableOf(long entry) {
        return new HostPhysical(new PageTableEntry(entry).address());
    }
}
