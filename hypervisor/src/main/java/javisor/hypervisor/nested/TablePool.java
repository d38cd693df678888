package javisor.hypervisor.nested;

import javisor.hypervisor.memory.PageAllocator;
import javisor.machine.address.HostPhysical;
import javisor.machine.address.HostVirtual;
import javisor.machine.x86.PageTableEntry;

/**
 * The tables made after boot: a ring of pages. When it is full the page taken longest ago is cut out of the tree and used again, with
 * every table of the pool that hangs from it; its addresses fault once more when they are next used, and are then mapped again. So a
 * bounded number of pages covers an address space of any size.
 */
final class TablePool {
    private final long[] table;
    private final long[] parentEntry;
    private int next;
    private boolean recycled;

    TablePool(PageAllocator pages, int count) {
        table = new long[count];
        parentEntry = new long[count];
        for (int i = 0; i < count; i++) {
            table[i] = pages.allocate().rawValue();
        }
    }

    /** Forgets that pages were used again before. */
    void begin() {
        recycled = false;
    }

    /** {@return whether a page was used again since {@link #begin}} */
    boolean recycled() {
        return recycled;
    }

    /** {@return an empty table, which the entry at {@code parent} will name} */
    HostPhysical take(HostVirtual parent) {
        if (table.length == 0) {
            throw new IllegalStateException("the guest used an address beyond the processor's address space");
        }
        int slot = next;
        if (inside(parent.rawValue(), slot)) {
            slot = after(slot);
        }
        next = after(slot);
        if (parentEntry[slot] != 0) {
            cut(slot);
        }
        parentEntry[slot] = parent.rawValue();
        return new HostPhysical(table[slot]);
    }

    private void cut(int slot) {
        recycled = true;
        new HostVirtual(parentEntry[slot]).writeLong(0, 0);
        for (int i = 0; i < table.length; i++) {
            if (inside(parentEntry[i], slot)) {
                parentEntry[i] = 0;
            }
        }
        HostVirtual start = new HostPhysical(table[slot]).toVirtual();
        for (int i = 0; i < PageTableEntry.ENTRIES; i++) {
            start.writeLong(i * 8L, 0);
        }
    }

    private int after(int slot) {
        return slot + 1 == table.length ? 0 : slot + 1;
    }

    /** Whether an entry stands in the table of {@code slot}. */
    private boolean inside(long entry, int slot) {
        long start = new HostPhysical(table[slot]).toVirtual().rawValue();
        return Long.compareUnsigned(entry - start, PageAllocator.PAGE) < 0;
    }
}
