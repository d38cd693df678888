package javisor.machine.address;

import javisor.machine.annotation.Intrinsic;
import javisor.machine.annotation.Unboxed;
import javisor.machine.hosted.Hosted;

/**
 * An address in the host address space, the one raw memory is read and written by. Accesses may be unaligned and are never removed,
 * duplicated or reordered against each other by the compiler where the name says {@code Volatile}.
 *
 * @param rawValue the address, in bytes, unsigned
 */
@Unboxed
public record HostVirtual(long rawValue) {

    /** {@return the address {@code bytes} further} */
    public HostVirtual add(long bytes) {
        return new HostVirtual(rawValue + bytes);
    }

    /** {@return the address {@code bytes} before} */
    public HostVirtual subtract(long bytes) {
        return new HostVirtual(rawValue - bytes);
    }

    /** {@return the distance in bytes from {@code lower} to this address} */
    public long subtract(HostVirtual lower) {
        return rawValue - lower.rawValue;
    }

    /** {@return the next address at or below this one that is a multiple of {@code alignment}, a power of two} */
    public HostVirtual alignDown(long alignment) {
        return new HostVirtual(rawValue & -alignment);
    }

    /** {@return the next address at or above this one that is a multiple of {@code alignment}, a power of two} */
    public HostVirtual alignUp(long alignment) {
        return new HostVirtual((rawValue + alignment - 1) & -alignment);
    }

    /** {@return whether this is a multiple of {@code alignment}, a power of two} */
    public boolean isAligned(long alignment) {
        return (rawValue & (alignment - 1)) == 0;
    }

    /** {@return whether this lies below {@code other}, unsigned} */
    public boolean belowThan(HostVirtual other) {
        return Long.compareUnsigned(rawValue, other.rawValue) < 0;
    }

    /** {@return whether this lies at or above {@code other}, unsigned} */
    public boolean aboveOrEqual(HostVirtual other) {
        return Long.compareUnsigned(rawValue, other.rawValue) >= 0;
    }

    /** {@return whether this is the same address as {@code other}} */
    public boolean equal(HostVirtual other) {
        return rawValue == other.rawValue;
    }
    /** {@return the 8 bits at this address plus {@code offset} bytes} */
    @Intrinsic
    public byte readByte(long offset) {
        return (byte) Hosted.platform().readMemory(rawValue + offset, 1);
    }

    /** Stores 8 bits at this address plus {@code offset} bytes. */
    @Intrinsic
    public void writeByte(long offset, byte value) {
        Hosted.platform().writeMemory(rawValue + offset, 1, value);
    }

    /** {@return the 16 bits at this address plus {@code offset} bytes} */
    @Intrinsic
    public short readShort(long offset) {
        return (short) Hosted.platform().readMemory(rawValue + offset, 2);
    }

    /** Stores 16 bits at this address plus {@code offset} bytes. */
    @Intrinsic
    public void writeShort(long offset, short value) {
        Hosted.platform().writeMemory(rawValue + offset, 2, value);
    }

    /** {@return the 32 bits at this address plus {@code offset} bytes} */
    @Intrinsic
    public int readInt(long offset) {
        return (int) Hosted.platform().readMemory(rawValue + offset, 4);
    }

    /** Stores 32 bits at this address plus {@code offset} bytes. */
    @Intrinsic
    public void writeInt(long offset, int value) {
        Hosted.platform().writeMemory(rawValue + offset, 4, value);
    }

    /** {@return the 64 bits at this address plus {@code offset} bytes} */
    @Intrinsic
    public long readLong(long offset) {
        return Hosted.platform().readMemory(rawValue + offset, 8);
    }

    /** Stores 64 bits at this address plus {@code offset} bytes. */
    @Intrinsic
    public void writeLong(long offset, long value) {
        Hosted.platform().writeMemory(rawValue + offset, 8, value);
    }

    /** {@return the 8 bits at this address plus {@code offset} bytes, read exactly once and in program order} */
    @Intrinsic
    public byte readByteVolatile(long offset) {
        return readByte(offset);
    }

    /** Stores 8 bits at this address plus {@code offset} bytes, exactly once and in program order. */
    @Intrinsic
    public void writeByteVolatile(long offset, byte value) {
        writeByte(offset, value);
    }

    /** {@return the 16 bits at this address plus {@code offset} bytes, read exactly once and in program order} */
    @Intrinsic
    public short readShortVolatile(long offset) {
        return readShort(offset);
    }

    /** Stores 16 bits at this address plus {@code offset} bytes, exactly once and in program order. */
    @Intrinsic
    public void writeShortVolatile(long offset, short value) {
        writeShort(offset, value);
    }

    /** {@return the 32 bits at this address plus {@code offset} bytes, read exactly once and in program order} */
    @Intrinsic
    public int readIntVolatile(long offset) {
        return readInt(offset);
    }

    /** Stores 32 bits at this address plus {@code offset} bytes, exactly once and in program order. */
    @Intrinsic
    public void writeIntVolatile(long offset, int value) {
        writeInt(offset, value);
    }

    /** {@return the 64 bits at this address plus {@code offset} bytes, read exactly once and in program order} */
    @Intrinsic
    public long readLongVolatile(long offset) {
        return readLong(offset);
    }

    /** Stores 64 bits at this address plus {@code offset} bytes, exactly once and in program order. */
    @Intrinsic
    public void writeLongVolatile(long offset, long value) {
        writeLong(offset, value);
    }

    /**
     * Exchanges the 32 bits at this address plus {@code offset} bytes, a multiple of 4, as one access that all processors see in the
     * same order; no other access, of memory or of Java's fields, moves across it.
     *
     * @return what was there
     */
    @Intrinsic
    public int exchangeInt(long offset, int value) {
        int old = readInt(offset);
        writeInt(offset, value);
        return old;
    }

    /** Sets the bits of {@code bits} as {@link #exchangeInt} exchanges; {@return what was there} */
    @Intrinsic
    public int orInt(long offset, int bits) {
        int old = readInt(offset);
        writeInt(offset, old | bits);
        return old;
    }

    /** Writes {@code value} as {@link #exchangeInt} does if {@code expected} is there; {@return whether it was} */
    @Intrinsic
    public boolean compareAndSetInt(long offset, int expected, int value) {
        boolean equal = readInt(offset) == expected;
        if (equal) {
            writeInt(offset, value);
        }
        return equal;
    }

    /** Like {@link #compareAndSetInt} with 64 bits and a multiple of 8. */
    @Intrinsic
    public boolean compareAndSetLong(long offset, long expected, long value) {
        boolean equal = readLong(offset) == expected;
        if (equal) {
            writeLong(offset, value);
        }
        return equal;
    }
}
