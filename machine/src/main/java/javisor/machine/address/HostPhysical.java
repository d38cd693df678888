package javisor.machine.address;

import javisor.machine.annotation.Unboxed;

/**
 * An address on the memory bus. Reached by resident code through the physical window.
 *
 * @param rawValue the address, in bytes, unsigned
 */
@Unboxed
public record HostPhysical(long rawValue) {

    /** {@return the address {@code bytes} further} */
    public HostPhysical add(long bytes) {
        return new HostPhysical(rawValue + bytes);
    }

    /** {@return the address {@code bytes} before} */
    public HostPhysical subtract(long bytes) {
        return new HostPhysical(rawValue - bytes);
    }

    /** {@return the distance in bytes from {@code lower} to this address} */
    public long subtract(HostPhysical lower) {
        return rawValue - lower.rawValue;
    }

    /** {@return the next address at or below this one that is a multiple of {@code alignment}, a power of two} */
    public HostPhysical alignDown(long alignment) {
        return new HostPhysical(rawValue & -alignment);
    }

    /** {@return the next address at or above this one that is a multiple of {@code alignment}, a power of two} */
    public HostPhysical alignUp(long alignment) {
        return new HostPhysical((rawValue + alignment - 1) & -alignment);
    }

    /** {@return whether this is a multiple of {@code alignment}, a power of two} */
    public boolean isAligned(long alignment) {
        return (rawValue & (alignment - 1)) == 0;
    }

    /** {@return whether this lies below {@code other}, unsigned} */
    public boolean belowThan(HostPhysical other) {
        return Long.compareUnsigned(rawValue, other.rawValue) < 0;
    }

    /** {@return whether this lies at or above {@code other}, unsigned} */
    public boolean aboveOrEqual(HostPhysical other) {
        return Long.compareUnsigned(rawValue, other.rawValue) >= 0;
    }

    /** {@return whether this is the same address as {@code other}} */
    public boolean equal(HostPhysical other) {
        return rawValue == other.rawValue;
    }

    /** Where all of physical memory appears in the host address space. */
    public static final long WINDOW = 0xFFFF_8000_0000_0000L;

    /** {@return where the physical window shows this address} */
    public HostVirtual toVirtual() {
        return new HostVirtual(WINDOW + rawValue);
    }
}
