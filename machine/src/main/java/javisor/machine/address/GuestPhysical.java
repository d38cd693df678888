package javisor.machine.address;

import javisor.machine.annotation.Unboxed;

/**
 * An address the guest takes for physical: what its page tables and devices name. Nested paging maps it to a {@link HostPhysical}.
 *
 * @param rawValue the address, in bytes, unsigned
 */
@Unboxed
public record GuestPhysical(long rawValue) {

    /** {@return the address {@code bytes} further} */
    public GuestPhysical add(long bytes) {
        return new GuestPhysical(rawValue + bytes);
    }

    /** {@return the address {@code bytes} before} */
    public GuestPhysical subtract(long bytes) {
        return new GuestPhysical(rawValue - bytes);
    }

    /** {@return the distance in bytes from {@code lower} to this address} */
    public long subtract(GuestPhysical lower) {
        return rawValue - lower.rawValue;
    }

    /** {@return the next address at or below this one that is a multiple of {@code alignment}, a power of two} */
    public GuestPhysical alignDown(long alignment) {
        return new GuestPhysical(rawValue & -alignment);
    }

    /** {@return the next address at or above this one that is a multiple of {@code alignment}, a power of two} */
    public GuestPhysical alignUp(long alignment) {
        return new GuestPhysical((rawValue + alignment - 1) & -alignment);
    }

    /** {@return whether this is a multiple of {@code alignment}, a power of two} */
    public boolean isAligned(long alignment) {
        return (rawValue & (alignment - 1)) == 0;
    }

    /** {@return whether this lies below {@code other}, unsigned} */
    public boolean belowThan(GuestPhysical other) {
        return Long.compareUnsigned(rawValue, other.rawValue) < 0;
    }

    /** {@return whether this lies at or above {@code other}, unsigned} */
    public boolean aboveOrEqual(GuestPhysical other) {
        return Long.compareUnsigned(rawValue, other.rawValue) >= 0;
    }

    /** {@return whether this is the same address as {@code other}} */
    public boolean equal(GuestPhysical other) {
        return rawValue == other.rawValue;
    }
}
