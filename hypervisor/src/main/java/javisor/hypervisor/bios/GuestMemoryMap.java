package javisor.hypervisor.bios;

import javisor.hypervisor.memory.MemoryMap;
import javisor.machine.address.HostVirtual;
import javisor.machine.boot.MemoryMapEntry;

/**
 * The firmware's memory map with the withheld ranges marked reserved: the entries in the firmware's order and otherwise untouched, the
 * ignored ones included, because some firmware's oddities are what some OS was tested with. A usable entry that holds a withheld
 * range is divided, also one to be ignored, since not every OS does ignore it; the reserved part joins a reserved neighbour in the list
 * where one touches it. Computed once, at boot.
 */
public final class GuestMemoryMap {
    private final long[] start;
    private final long[] length;
    private final int[] type;
    private final int[] attributes;
    private int count;

    /** A copy of {@code memory}, nothing withheld yet. */
    public GuestMemoryMap(MemoryMap memory) {
        count = memory.count();
        int capacity = 2 * count + 8;
        start = new long[capacity];
        length = new long[capacity];
        type = new int[capacity];
        attributes = new int[capacity];
        for (int i = 0; i < count; i++) {
            MemoryMapEntry entry = memory.entry(i);
            start[i] = entry.address();
            length[i] = entry.length();
            type[i] = entry.type();
            attributes[i] = entry.attributes();
        }
    }

    /** {@return the number of entries} */
    public int count() {
        return count;
    }

    /** {@return bytes of an entry as the firmware gave it: 24 only if some entry has extended attributes that say something} */
    public int entryBytes() {
        for (int i = 0; i < count; i++) {
            if (attributes[i] != 1) {
                return MemoryMapEntry.SIZE;
            }
        }
        return MemoryMapEntry.SIZE - 4;
    }

    /** Writes entry {@code index}, 24 bytes, to {@code destination}. */
    public void write(int index, HostVirtual destination) {
        destination.writeLong(0, start[index]);
        destination.writeLong(8, length[index]);
        destination.writeInt(16, type[index]);
        destination.writeInt(20, attributes[index]);
    }

    /** Marks what is usable from {@code from} to before {@code to} reserved. */
    public void withhold(long from, long to) {
        int i = 0;
        while (i < count) {
            long end = end(i);
            boolean usable = type[i] == MemoryMapEntry.USABLE && length[i] != 0;
            boolean meets = Long.compareUnsigned(start[i], to) < 0 && Long.compareUnsigned(from, end) < 0;
            if (usable && meets) {
                divide(i, max(start[i], from), min(end, to), end);
            } else {
                i++;
            }
        }
    }

    /** Divides entry {@code index} at {@code from} and {@code to}; the entry that is at {@code index} then may be the one after it. */
    private void divide(int index, long from, long to, long end) {
        int reserved = index;
        if (from != start[index]) {
            length[index] = from - start[index];
            reserved = index + 1;
            insert(reserved, from, to, MemoryMapEntry.RESERVED, attributes[index]);
        } else {
            set(index, from, to, MemoryMapEntry.RESERVED, attributes[index]);
        }
        if (to != end) {
            insert(reserved + 1, to, end, MemoryMapEntry.USABLE, attributes[index]);
        } else {
            join(reserved, reserved + 1);
        }
        join(reserved - 1, reserved);
    }

    /** Makes one entry of {@code first} and the one after it if both are reserved alike and touch. */
    private void join(int first, int second) {
        boolean both = first >= 0 && second < count;
        if (!both || !reservedAlike(first, second) || end(first) != start[second]) {
            return;
        }
        length[first] += length[second];
        count--;
        for (int i = second; i < count; i++) {
            copy(i + 1, i);
        }
    }

    private boolean reservedAlike(int first, int second) {
        return type[first] == MemoryMapEntry.RESERVED
                && type[second] == MemoryMapEntry.RESERVED
                && attributes[first] == attributes[second];
    }

    private void insert(int index, long from, long to, int newType, int newAttributes) {
        for (int i = count; i > index; i--) {
            copy(i - 1, i);
        }
        count++;
        set(index, from, to, newType, newAttributes);
    }

    private void set(int index, long from, long to, int newType, int newAttributes) {
        start[index] = from;
        length[index] = to - from;
        type[index] = newType;
        attributes[index] = newAttributes;
    }

    private void copy(int from, int to) {
        start[to] = start[from];
        length[to] = length[from];
        type[to] = type[from];
        attributes[to] = attributes[from];
    }

    private long end(int index) {
        long end = start[index] + length[index];
        return Long.compareUnsigned(end, start[index]) < 0 ? -1 : end;
    }

    private static long min(long a, long b) {
        return Long.compareUnsigned(a, b) < 0 ? a : b;
    }

    private static long max(long a, long b) {
        return Long.compareUnsigned(a, b) > 0 ? a : b;
    }
}
