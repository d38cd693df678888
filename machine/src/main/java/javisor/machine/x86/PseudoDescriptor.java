package javisor.machine.x86;

import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.Unboxed;

/**
 * The ten bytes LGDT and LIDT read (AMD APM vol. 2, 4.6.2).
 *
 * @param base where they stand
 */
@Unboxed
public record PseudoDescriptor(HostVirtual base) {
    /** Size in bytes. */
    public static final int SIZE = 10;

    /** Describes a table of {@code bytes} bytes at {@code table}. */
    public void set(HostVirtual table, int bytes) {
        base.writeShort(0, (short) (bytes - 1));
        base.writeLong(2, table.rawValue());
    }
}
