package javisor.machine.boot;

import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.Unboxed;

/**
 * One range of the firmware's memory map, as INT 15h AX=E820h returns it (ACPI 6.5, 15.1).
 *
 * @param base where the entry stands
 */
@Unboxed
public record MemoryMapEntry(HostVirtual base) {
    /** Size of an entry in bytes. */
    public static final int SIZE = 24;

    /** Type of memory the OS may use. */
    public static final int USABLE = 1;

    /** Type of memory that is not the OS's to use. */
    public static final int RESERVED = 2;

    /** {@return physical address of the range} */
    public long address() {
        return base.readLong(0);
    }

    /** {@return length of the range in bytes} */
    public long length() {
        return base.readLong(8);
    }

    /** {@return the address type: 1 usable, 2 reserved, 3 ACPI reclaimable, 4 ACPI NVS, 5 unusable} */
    public int type() {
        return base.readInt(16);
    }

    /** {@return the extended attributes; bit 0 clear means ignore the entry} */
    public int attributes() {
        return base.readInt(20);
    }
}
