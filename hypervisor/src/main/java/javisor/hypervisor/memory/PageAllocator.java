package javisor.hypervisor.memory;

import javisor.machine.address.HostPhysical;

/** Hands out the pages of one physical range from its start, for good: what boot takes, Javisor keeps as long as the machine runs. */
public final class PageAllocator {
    /** Size of a page in bytes. */
    public static final int PAGE = 4096;

    private HostPhysical next;
    private final HostPhysical end;

    /** An allocator of the whole pages from {@code start} to {@code end}, both page-aligned. */
    public PageAllocator(HostPhysical start, HostPhysical end) {
        this.next = start;
        this.end = end;
    }

    /** {@return a page filled with zeros} */
    public HostPhysical allocate() {
        return allocate(1);
    }

    /**
     * {@return {@code count} consecutive pages filled with zeros}
     *
     * @throws IllegalStateException if fewer are left: the count computed before the place was chosen was wrong
     */
    public HostPhysical allocate(int count) {
        HostPhysical pages = next;
        HostPhysical after = pages.add((long) count * PAGE);
        if (count <= 0 || end.belowThan(after)) {
            throw new IllegalStateException("more pages are asked for than were withheld");
        }
        next = after;
        for (long offset = 0; offset < (long) count * PAGE; offset += 8) {
            pages.toVirtual().writeLong(offset, 0);
        }
        return pages;
    }

    /** {@return how many pages are left} */
    public int remaining() {
        return (int) (end.subtract(next) / PAGE);
    }
}
