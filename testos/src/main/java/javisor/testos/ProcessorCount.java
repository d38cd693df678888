package javisor.testos;

import javisor.machine.address.HostPhysical;
import javisor.machine.console.Console;

/** Counts the processors that the firmware lists as enabled in the MADT (ACPI 6.5, 5.2.12). */
final class ProcessorCount {
    private static final int FIRST_STRUCTURE = 44;
    private static final int LOCAL_APIC = 0;
    private static final int LOCAL_APIC_ID = 3;
    private static final int LOCAL_APIC_FLAGS = 4;
    private static final int LOCAL_X2APIC = 9;
    private static final int LOCAL_X2APIC_ID = 4;
    private static final int LOCAL_X2APIC_FLAGS = 8;
    private static final int ENABLED = 1;

    private static final int[] NO_IDS = {};

    private final Console console;
    private final AcpiTables tables;

    ProcessorCount(Console console, AcpiTables tables) {
        this.console = console;
        this.tables = tables;
    }

    void print() {
        console.print("processors: ");
        HostPhysical address = tables.find("APIC");
        if (address.rawValue() != 0) {
            console.decimal(count(new AcpiTable(address.toVirtual()))).println();
        } else if (tables.unreachable() != 0) {
            console.print("unknown, ").decimal(tables.unreachable()).println(" ACPI tables lie beyond 4 GiB");
        } else {
            console.println(tables.entries() == 0 ? "unknown, no ACPI" : "unknown, no MADT");
        }
    }

    /** {@return how many enabled processors {@code table} lists} */
    static int count(AcpiTable table) {
        return list(table, NO_IDS);
    }

    /** {@return how many enabled processors {@code table} lists} As many APIC IDs as fit are stored in {@code ids}. */
    static int list(AcpiTable table, int[] ids) {
        int count = 0;
        int offset = FIRST_STRUCTURE;
        while (offset + 2 <= table.bytes()) {
            int bytes = table.byteAt(offset + 1);
            if (bytes < 2) {
                break;
            }
            boolean x2apic = table.byteAt(offset) == LOCAL_X2APIC;
            if (x2apic || table.byteAt(offset) == LOCAL_APIC) {
                int flags = table.byteAt(offset + (x2apic ? LOCAL_X2APIC_FLAGS : LOCAL_APIC_FLAGS));
                if ((flags & ENABLED) != 0) {
                    if (count < ids.length) {
                        ids[count] = x2apic
                                ? (int) table.wordAt(offset + LOCAL_X2APIC_ID)
                                : table.byteAt(offset + LOCAL_APIC_ID);
                    }
                    count++;
                }
            }
            offset += bytes;
        }
        return count;
    }
}
