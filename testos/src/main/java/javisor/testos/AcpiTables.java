package javisor.testos;

import javisor.machine.address.HostPhysical;
import javisor.machine.address.HostVirtual;

/**
 * Finds ACPI tables as an OS without UEFI does: the root pointer in the first KiB of the extended BIOS data area or between E0000h and
 * FFFFFh (ACPI 6.5, 5.2.5.1), then the root table. Only the first 4 GiB are mapped; what lies beyond is counted, not read.
 */
final class AcpiTables {
    /** Where the part of physical memory that is mapped ends. */
    static final long MAPPED = 1L << 32;

    private static final int EBDA_SEGMENT = 0x40E;
    private static final int BIOS_AREA = 0xE_0000;
    private static final int BIOS_AREA_END = 0x10_0000;
    private static final int CHECKSUMMED = 20;
    private static final int REVISION = 15;
    private static final int RSDT_ADDRESS = 16;
    private static final int XSDT_ADDRESS = 24;

    private HostPhysical root = new HostPhysical(0);
    private int entryBytes;
    private int entries;
    private int unreachable;

    /** No tables before {@link #locate}. */
    AcpiTables() {}

    /** Looks for the root table; afterwards there are {@link #entries} tables, 0 if the machine has no ACPI. */
    void locate() {
        root = new HostPhysical(0);
        entries = 0;
        long ebda = (long) (new HostPhysical(EBDA_SEGMENT).toVirtual().readShort(0) & 0xFFFF) << 4;
        HostPhysical pointer = new HostPhysical(0);
        if (ebda >= 0x400 && ebda < 0xA_0000) {
            pointer = search(ebda, ebda + 0x400);
        }
        if (pointer.rawValue() == 0) {
            pointer = search(BIOS_AREA, BIOS_AREA_END);
        }
        if (pointer.rawValue() != 0) {
            open(pointer.toVirtual());
        }
    }

    /** {@return how many tables the root table lists} */
    int entries() {
        return entries;
    }

    /** {@return how many of them lie beyond what is mapped} */
    int unreachable() {
        return unreachable;
    }

    /** {@return the physical address of the first table with this signature, 0 if there is none within reach} */
    HostPhysical find(String signature) {
        for (int i = 0; i < entries; i++) {
            HostPhysical address = entry(i);
            if (reachable(address) && new AcpiTable(address.toVirtual()).is(signature)) {
                return address;
            }
        }
        return new HostPhysical(0);
    }

    /** {@return whether a table can be read there} */
    static boolean reachable(HostPhysical address) {
        return address.rawValue() != 0 && address.belowThan(new HostPhysical(MAPPED - AcpiTable.HEADER_BYTES));
    }

    private void open(HostVirtual pointer) {
        boolean extended = (pointer.readByte(REVISION) & 0xFF) >= 2 && pointer.readLong(XSDT_ADDRESS) != 0;
        root = new HostPhysical(
                extended ? pointer.readLong(XSDT_ADDRESS) : pointer.readInt(RSDT_ADDRESS) & 0xFFFF_FFFFL);
        entryBytes = extended ? 8 : 4;
        if (!reachable(root)) {
            return;
        }
        AcpiTable table = new AcpiTable(root.toVirtual());
        if (table.is(extended ? "XSDT" : "RSDT")) {
            entries = (table.bytes() - AcpiTable.HEADER_BYTES) / entryBytes;
            unreachable = 0;
            for (int i = 0; i < entries; i++) {
                if (!reachable(entry(i))) {
                    unreachable++;
                }
            }
        }
    }

    private HostPhysical entry(int index) {
        AcpiTable table = new AcpiTable(root.toVirtual());
        int offset = AcpiTable.HEADER_BYTES + index * entryBytes;
        return new HostPhysical(entryBytes == 8 ? table.longAt(offset) : table.wordAt(offset));
    }

    private static HostPhysical search(long from, long end) {
        for (long address = from; address < end; address += 16) {
            if (isRootPointer(new HostPhysical(address).toVirtual())) {
                return new HostPhysical(address);
            }
        }
        return new HostPhysical(0);
    }

    private static boolean isRootPointer(HostVirtual candidate) {
        String signature = "RSD PTR ";
        for (int i = 0; i < signature.length(); i++) {
            if ((candidate.readByte(i) & 0xFF) != signature.charAt(i)) {
                return false;
            }
        }
        int sum = 0;
        for (int i = 0; i < CHECKSUMMED; i++) {
            sum += candidate.readByte(i);
        }
        return (sum & 0xFF) == 0;
    }
}
