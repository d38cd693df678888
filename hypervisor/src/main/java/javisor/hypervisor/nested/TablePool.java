package javisor.hypervisor.nested;

import javisor.hypervisor.memory.PageAllocator;
import javisor.machine.address.HostPhysical;
import javisor.machine.address.HostVirtual;

/**
 * The pages tables are made of: some that stay once they are taken, then a ring. When the ring is full the page taken longest ago is cut
 * out of the tree and used again, with every table of the ring that hangs from it; its addresses fault once more when they are next
 * used, and are then mapped again. So a bounded number of pages covers an address space of any size.
 */
final class TablePool {
    private static final int LEVELS_BELOW_A_TABLE = 2;

    private final HostPhysical start;
    private final int lasting;
    private final long[] parentEntry;
    private int lastingTaken;
    private int next;
    private int taken;
    private Translations translations;

    /** A pool of {@code lasting} and {@code ring} pages; a ring that is used has three at least, one for each level below the root. */
    TablePool(PageAllocator pages, int lasting, int ring) {
        this.start = pages.allocate(lasting + ring);
        this.lasting = lasting;
        this.parentEntry = new long[ring];
    }

    /** Starts to count; {@code cached} is told when a table is about to be used again. */
    void begin(Translations cached) {
        taken = 0;
        translations = cached;
    }

    /** {@return how many tables were taken since {@link #begin}} */
    int taken() {
        return taken;
    }

    /** {@return whether a page is left that stays} */
    boolean lastingLeft() {
        return lastingTaken < lasting;
    }

    /** Takes all tables back. */
    void reset() {
        for (int slot = 0; slot < parentEntry.length; slot++) {
            parentEntry[slot] = 0;
        }
        lastingTaken = 0;
        next = 0;
    }

    /** {@return a table with anything in it, which the entry at {@code parent} will name} */
    HostPhysical take(HostVirtual parent) {
        taken++;
        if (lastingLeft()) {
            return page(parentEntry.length + lastingTaken++);
        }
        if (parentEntry.length == 0) {
            throw new IllegalStateException("the guest used an address beyond the processor's address space");
        }
        int slot = next;
        while (hangsFrom(parent.rawValue(), slot)) {
            slot = after(slot);
        }
        next = after(slot);
        if (parentEntry[slot] != 0) {
            cut(slot);
        }
        parentEntry[slot] = parent.rawValue();
        return page(slot);
    }

    private void cut(int slot) {
        new HostVirtual(parentEntry[slot]).writeLong(0, 0);
        translations.forget();
        parentEntry[slot] = 0;
        for (int level = 0; level < LEVELS_BELOW_A_TABLE; level++) {
            for (int i = 0; i < parentEntry.length; i++) {
                int above = slotOf(parentEntry[i]);
                if (above >= 0 && parentEntry[above] == 0) {
                    parentEntry[i] = 0;
                }
            }
        }
    }

    /** Whether an entry stands in the table of {@code slot} or in one below it. */
    private boolean hangsFrom(long entry, int slot) {
        int holder = slotOf(entry);
        while (holder >= 0 && holder != slot) {
            holder = slotOf(parentEntry[holder]);
        }
        return holder >= 0;
    }

    /** The slot of the ring in whose table an entry stands, or -1. */
    private int slotOf(long entry) {
        long offset = entry - start.toVirtual().rawValue();
        boolean inRing = Long.compareUnsigned(offset, (long) parentEntry.length * PageAllocator.PAGE) < 0;
        return inRing ? (int) (offset / PageAllocator.PAGE) : -1;
    }

    private HostPhysical page(int index) {
        return start.add((long) index * PageAllocator.PAGE);
    }

    private int after(int slot) {
        return slot + 1 == parentEntry.length ? 0 : slot + 1;
    }
}
