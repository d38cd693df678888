package javisor.machine.acpi;

import javisor.machine.address.HostPhysical;
import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.Unboxed;

/**
 * The root system description pointer (ACPI 6.5, 5.2.5). EFI's configuration table names its address; with a BIOS it is searched for
 * in the first KiB of the extended BIOS data area, then between E0000h and FFFFFh, on 16-byte boundaries (5.2.5.1).
 *
 * @param address where it stands; 0 if there is none
 */
@Unboxed
record RootPointer(HostPhysical address) {
    private static final int EBDA_SEGMENT = 0x40E;
    private static final int EBDA_LOWEST = 0x400;
    private static final int EBDA_SEARCHED = 0x400;
    private static final int CONVENTIONAL_END = 0xA_0000;
    private static final int BIOS_AREA = 0xE_0000;
    private static final int BIOS_AREA_END = 0x10_0000;

    private static final int BYTES = 20;
    private static final int EXTENDED_BYTES = 36;
    private static final int REVISION = 15;
    private static final int RSDT_ADDRESS = 16;
    private static final int XSDT_ADDRESS = 24;

    /** {@return the first valid pointer where a BIOS puts it} */
    static RootPointer search() {
        long ebda = (long) (new HostPhysical(EBDA_SEGMENT).toVirtual().readShort(0) & 0xFFFF) << 4;
        if (ebda >= EBDA_LOWEST && ebda < CONVENTIONAL_END) {
            RootPointer found = search(ebda, Math.min(ebda + EBDA_SEARCHED, CONVENTIONAL_END));
            if (found.exists()) {
                return found;
            }
        }
        return search(BIOS_AREA, BIOS_AREA_END);
    }

    private static RootPointer search(long from, long end) {
        for (long address = from; address < end; address += 16) {
            RootPointer candidate = new RootPointer(new HostPhysical(address));
            if (candidate.isValid(new HostPhysical(end))) {
                return candidate;
            }
        }
        return new RootPointer(new HostPhysical(0));
    }

    /** {@return whether there is one} */
    boolean exists() {
        return address.rawValue() != 0;
    }

    /** {@return whether signature and checksums are right and all of it lies below {@code end}} */
    boolean isValid(HostPhysical end) {
        if (!AcpiTables.within(address, BYTES, end)) {
            return false;
        }
        HostVirtual place = address.toVirtual();
        if (!AcpiTable.reads(place, "RSD PTR ") || !AcpiTable.sumsToZero(place, BYTES)) {
            return false;
        }
        return !extended()
                || AcpiTables.within(address, EXTENDED_BYTES, end) && AcpiTable.sumsToZero(place, EXTENDED_BYTES);
    }

    /** {@return the address of the root table with entries of 4 bytes, 0 if it is not given} */
    HostPhysical rsdt() {
        return new HostPhysical(address.toVirtual().readInt(RSDT_ADDRESS) & 0xFFFF_FFFFL);
    }

    /** {@return the address of the root table with entries of 8 bytes, 0 if it is not given, as before ACPI 2.0} */
    HostPhysical xsdt() {
        return new HostPhysical(extended() ? address.toVirtual().readLong(XSDT_ADDRESS) : 0);
    }

    private boolean extended() {
        return (address.toVirtual().readByte(REVISION) & 0xFF) >= 2;
    }
}
