package javisor.hypervisor.memory;

import javisor.machine.address.HostPhysical;
import javisor.machine.address.HostVirtual;
import javisor.machine.boot.MemoryMapEntry;

/**
 * The firmware's memory map as the loader got it. Firmware reports ranges unsorted, overlapping and empty (ACPI 6.5, 15.4), so
 * nothing is assumed of their order: a byte is usable if some entry says so and no entry says otherwise. Bit 0 of the extended attributes
 * is 0 in an entry to be ignored (15.1). Linux takes no notice of it, so such an entry makes no byte usable but can make one
 * unusable; and where no usable entry has the bit, the firmware knows nothing of it.
 */
public final class MemoryMap {
    private final HostVirtual entries;
    private final int count;
    private final boolean marksIgnored;

    /** The {@code count} entries at {@code entries}. */
    public MemoryMap(HostVirtual entries, int count) {
        this.entries = entries;
        this.count = count;
        boolean marks = false;
        for (int i = 0; i < count; i++) {
            marks |= usable(i) && hasEnabledBit(i);
        }
        this.marksIgnored = marks;
    }

    /** {@return how many entries there are, ignored ones included} */
    public int count() {
        return count;
    }

    /** {@return entry {@code index} as the firmware gave it} */
    public MemoryMapEntry entry(int index) {
        return new MemoryMapEntry(entries.add((long) index * MemoryMapEntry.SIZE));
    }

    /** {@return whether entry {@code index} says anything: it has a length, and if it is usable it is not marked to be ignored} */
    public boolean counts(int index) {
        boolean ignored = marksIgnored && usable(index) && !hasEnabledBit(index);
        return entry(index).length() != 0 && !ignored;
    }

    /** {@return the address after entry {@code index}; a length beyond the address space is cut} */
    public long end(int index) {
        long start = entry(index).address();
        long end = start + entry(index).length();
        return Long.compareUnsigned(end, start) < 0 ? -1 : end;
    }

    /** {@return the address after the last byte that some usable entry has, be it one to be ignored; 0 if there is none} */
    public long usableEnd() {
        long highest = 0;
        for (int i = 0; i < count; i++) {
            if (usable(i) && entry(i).length() != 0 && Long.compareUnsigned(end(i), highest) > 0) {
                highest = end(i);
            }
        }
        return highest;
    }

    /** {@return whether every byte from {@code start} to before {@code end} is usable} */
    public boolean isUsable(long start, long end) {
        return isCovered(start, end) && !meetsUnusable(start, end);
    }

    /**
     * Finds the highest page-aligned place of {@code bytes} usable bytes at or above {@code floor} and below {@code limit}.
     *
     * @param bytes a multiple of the page size, not 0
     * @return the place, or address 0 if there is none
     */
    public HostPhysical highestPlace(long bytes, long floor, long limit) {
        long best = 0;
        for (int i = -1; i < count; i++) {
            long end = candidateEnd(i, limit) & -PageAllocator.PAGE;
            long start = end - bytes;
            boolean fits = Long.compareUnsigned(end, bytes) >= 0 && Long.compareUnsigned(start, floor) >= 0;
            if (fits && Long.compareUnsigned(start, best) > 0 && isUsable(start, end)) {
                best = start;
            }
        }
        return new HostPhysical(best);
    }

    /** A highest place can only end at the limit, where a usable entry ends, or where another one starts. */
    private long candidateEnd(int index, long limit) {
        if (index < 0) {
            return limit;
        }
        if (!counts(index)) {
            return 0;
        }
        long end = usable(index) ? end(index) : entry(index).address();
        return Long.compareUnsigned(end, limit) < 0 ? end : limit;
    }

    private boolean usable(int index) {
        return entry(index).type() == MemoryMapEntry.USABLE;
    }

    private boolean hasEnabledBit(int index) {
        return (entry(index).attributes() & 1) != 0;
    }

    private boolean isCovered(long start, long end) {
        long covered = start;
        while (Long.compareUnsigned(covered, end) < 0) {
            long further = covered;
            for (int i = 0; i < count; i++) {
                boolean holds = counts(i) && usable(i) && Long.compareUnsigned(entry(i).address(), covered) <= 0;
                if (holds && Long.compareUnsigned(end(i), further) > 0) {
                    further = end(i);
                }
            }
            if (further == covered) {
                return false;
            }
            covered = further;
        }
        return true;
    }

    private boolean meetsUnusable(long start, long end) {
        for (int i = 0; i < count; i++) {
            boolean meets =
                    Long.compareUnsigned(entry(i).address(), end) < 0 && Long.compareUnsigned(start, end(i)) < 0;
            if (meets && counts(i) && !usable(i)) {
                return true;
            }
        }
        return false;
    }
}
