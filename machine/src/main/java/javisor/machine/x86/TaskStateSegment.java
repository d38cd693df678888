package javisor.machine.x86;

import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.Unboxed;

/**
 * The 64-bit task-state segment (AMD APM vol. 2, 12.2.5), here for its interrupt stacks only.
 *
 * @param base where it stands
 */
@Unboxed
public record TaskStateSegment(HostVirtual base) {
    /** Size in bytes without an I/O permission map. */
    public static final int SIZE = 0x68;

    private static final int IST1 = 0x24;
    private static final int IO_MAP_BASE = 0x66;

    /** Clears the segment and leaves it without an I/O permission map. */
    public void clear() {
        for (int i = 0; i < SIZE; i += 4) {
            base.writeInt(i, 0);
        }
        base.writeShort(IO_MAP_BASE, (short) SIZE);
    }

    /** {@return where interrupt stack {@code number} (1 to 7) starts, its highest address} */
    public HostVirtual interruptStack(int number) {
        return new HostVirtual(base.readLong(IST1 + 8L * (number - 1)));
    }

    /** Sets where interrupt stack {@code number} (1 to 7) starts, its highest address. */
    public void interruptStack(int number, HostVirtual top) {
        base.writeLong(IST1 + 8L * (number - 1), top.rawValue());
    }
}
