package javisor.hypervisor.linear;

import javisor.machine.address.GuestPhysical;

/**
 * The guest's memory by linear address, outside IA-32e mode: 32 bits that wrap around. The first access that faults is remembered;
 * from then on nothing is read or written, so that a sequence of accesses needs one look at its end.
 */
public final class LinearMemory {
    private static final long ADDRESS = 0xFFFF_FFFFL;
    private static final long PAGE = 4096;

    private final GuestMemory memory;
    private final GuestPaging paging;
    private boolean faulted;
    private long faultAddress;

    /** {@code memory} seen through {@code paging}. */
    public LinearMemory(GuestMemory memory, GuestPaging paging) {
        this.memory = memory;
        this.paging = paging;
    }

    /** Forgets the fault. */
    public void begin() {
        faulted = false;
    }

    /** {@return whether an access has faulted} */
    public boolean faulted() {
        return faulted;
    }

    /** {@return what CR2 has to say of the fault} */
    public long faultAddress() {
        return faultAddress;
    }

    /** {@return the error code of the fault} */
    public int errorCode() {
        return paging.errorCode();
    }

    /** Tries whether all of a range can be accessed, as the access itself would. */
    public void probe(long linear, int bytes, int access) {
        translate(linear, access);
        long last = linear + bytes - 1;
        if ((last & ADDRESS) / PAGE != (linear & ADDRESS) / PAGE) {
            translate(last & -PAGE, access);
        }
    }

    /** {@return {@code bytes} (1, 2, 4 or 8) bytes, zero-extended; 0 after a fault} */
    public long read(long linear, int bytes, int access) {
        probe(linear, bytes, access);
        int step = step(linear, bytes);
        long value = 0;
        for (int i = 0; !faulted && i < bytes; i += step) {
            value |= memory.read(translate(linear + i, access), step) << 8 * i;
        }
        return value;
    }

    /** Stores the low {@code bytes} (1, 2, 4 or 8) bytes of {@code value}. */
    public void write(long linear, int bytes, long value, int access) {
        int right = access | Access.WRITE;
        probe(linear, bytes, right);
        int step = step(linear, bytes);
        for (int i = 0; !faulted && i < bytes; i += step) {
            memory.write(translate(linear + i, right), step, value >>> 8 * i);
        }
    }

    /** One access within a page, as many as there are bytes across a boundary. */
    private static int step(long linear, int bytes) {
        return (linear & PAGE - 1) + bytes <= PAGE ? bytes : 1;
    }

    private GuestPhysical translate(long linear, int access) {
        if (faulted) {
            return GuestPaging.NONE;
        }
        GuestPhysical physical = paging.translate(linear & ADDRESS, access);
        if (physical.equal(GuestPaging.NONE)) {
            faulted = true;
            faultAddress = linear & ADDRESS;
        }
        return physical;
    }
}
