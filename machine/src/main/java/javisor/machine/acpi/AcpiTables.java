package javisor.machine.acpi;

import javisor.machine.address.HostPhysical;

/**
 * The tables that the root table lists (ACPI 6.5, 5.2.7 and 5.2.8): the XSDT, and where that is missing, damaged or out of reach, the
 * RSDT. Nothing at or above the end of the reach, which the caller says, is read; tables up there are counted.
 */
public final class AcpiTables {
    private HostPhysical pointer = new HostPhysical(0);
    private HostPhysical reach = new HostPhysical(0);
    private HostPhysical root = new HostPhysical(0);
    private int entryBytes;
    private int entries;
    private int unreachable;

    /** No tables before {@link #locate}. */
    public AcpiTables() {}

    /**
     * Looks for the root table; afterwards there are {@link #entries} tables.
     *
     * @param rootPointer the root pointer's address as EFI names it; 0 to search as with a BIOS
     * @param end where the part of physical memory that can be read ends, 1 MiB or more
     */
    public void locate(HostPhysical rootPointer, HostPhysical end) {
        reach = end;
        pointer = new HostPhysical(0);
        root = new HostPhysical(0);
        entryBytes = 0;
        entries = 0;
        unreachable = 0;
        RootPointer found = rootPointer.rawValue() == 0 ? RootPointer.search() : new RootPointer(rootPointer);
        if (found.isValid(end)) {
            pointer = found.address();
            open(found);
        }
    }

    /** {@return the physical address of the root pointer, 0 if the machine has no ACPI} */
    public HostPhysical rootPointer() {
        return pointer;
    }

    /** {@return how many tables the root table lists; 0 with a {@link #rootPointer} if neither root table is intact} */
    public int entries() {
        return entries;
    }

    /** {@return how many of them lie beyond reach} */
    public int unreachable() {
        return unreachable;
    }

    /** {@return the physical address of the first intact table with this signature, 0 if there is none within reach} */
    public HostPhysical find(String signature) {
        for (int i = 0; i < entries; i++) {
            if (intact(entry(i), signature)) {
                return entry(i);
            }
        }
        return new HostPhysical(0);
    }

    /** {@return whether a table with this signature is listed within reach, intact or damaged} */
    public boolean lists(String signature) {
        for (int i = 0; i < entries; i++) {
            if (signed(entry(i), signature)) {
                return true;
            }
        }
        return false;
    }

    /** {@return whether a table with this signature and of possible length stands at {@code address}, all of it within reach} */
    public boolean readable(HostPhysical address, String signature) {
        AcpiTable table = new AcpiTable(address.toVirtual());
        return signed(address, signature) && table.possibleLength() && within(address, table.bytes(), reach);
    }

    /** {@return whether such a table is {@link #readable} and its checksum right} */
    public boolean intact(HostPhysical address, String signature) {
        return readable(address, signature) && new AcpiTable(address.toVirtual()).checksumRight();
    }

    /** {@return whether {@code bytes} bytes from {@code address}, which is not 0, lie below {@code end}} */
    static boolean within(HostPhysical address, int bytes, HostPhysical end) {
        return address.rawValue() != 0 && !end.subtract(bytes).belowThan(address);
    }

    private boolean signed(HostPhysical address, String signature) {
        return within(address, AcpiTable.HEADER_BYTES, reach) && new AcpiTable(address.toVirtual()).is(signature);
    }

    private void open(RootPointer found) {
        if (intact(found.xsdt(), "XSDT")) {
            root = found.xsdt();
            entryBytes = 8;
        } else if (intact(found.rsdt(), "RSDT")) {
            root = found.rsdt();
            entryBytes = 4;
        } else {
            return;
        }
        entries = (new AcpiTable(root.toVirtual()).bytes() - AcpiTable.HEADER_BYTES) / entryBytes;
        for (int i = 0; i < entries; i++) {
            HostPhysical table = entry(i);
            if (table.rawValue() != 0 && !within(table, AcpiTable.HEADER_BYTES, reach)) {
                unreachable++;
            }
        }
    }

    private HostPhysical entry(int index) {
        AcpiTable table = new AcpiTable(root.toVirtual());
        int offset = AcpiTable.HEADER_BYTES + index * entryBytes;
        return new HostPhysical(entryBytes == 8 ? table.longAt(offset) : table.wordAt(offset));
    }
}
