package javisor.hypervisor.linear;

import javisor.hypervisor.memory.HostAddressSpace;
import javisor.machine.address.GuestPhysical;
import javisor.machine.address.HostPhysical;
import javisor.machine.address.HostVirtual;

/**
 * The guest's memory by physical address. Nested paging maps every address to itself but for the withheld range, where nothing
 * answers: reads give ones, writes vanish. So they do here, and above the end of the physical window.
 *
 * @param space what of memory can be reached
 */
public record GuestMemory(HostAddressSpace space) {
    /** {@return {@code bytes} (1, 2, 4 or 8) bytes, zero-extended} */
    public long read(GuestPhysical address, int bytes) {
        if (!shown(address, bytes)) {
            return -1L >>> 64 - 8 * bytes;
        }
        HostVirtual at = virtual(address);
        return switch (bytes) {
            case 1 -> at.readByteVolatile(0) & 0xFF;
            case 2 -> at.readShortVolatile(0) & 0xFFFF;
            case 4 -> at.readIntVolatile(0) & 0xFFFF_FFFFL;
            default -> at.readLongVolatile(0);
        };
    }

    /** Stores the low {@code bytes} (1, 2, 4 or 8) bytes of {@code value}. */
    public void write(GuestPhysical address, int bytes, long value) {
        if (!shown(address, bytes)) {
            return;
        }
        HostVirtual at = virtual(address);
        switch (bytes) {
            case 1 -> at.writeByteVolatile(0, (byte) value);
            case 2 -> at.writeShortVolatile(0, (short) value);
            case 4 -> at.writeIntVolatile(0, (int) value);
            default -> at.writeLongVolatile(0, value);
        }
    }

    /**
     * Replaces {@code bytes} (4 or 8, a multiple of that many) bytes by a locked compare and exchange; {@return whether {@code expected} was
     * there} Where nothing answers, nothing can differ.
     */
    public boolean replace(GuestPhysical address, int bytes, long expected, long value) {
        if (!shown(address, bytes)) {
            return true;
        }
        HostVirtual at = virtual(address);
        return bytes == 4
                ? at.compareAndSetInt(0, (int) expected, (int) value)
                : at.compareAndSetLong(0, expected, value);
    }

    private boolean shown(GuestPhysical address, int bytes) {
        return space.showsGuestMemory(new HostPhysical(address.rawValue()), bytes);
    }

    private static HostVirtual virtual(GuestPhysical address) {
        return new HostPhysical(address.rawValue()).toVirtual();
    }
}
