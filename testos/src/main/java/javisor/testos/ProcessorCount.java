package javisor.testos;

import javisor.machine.address.HostPhysical;
import javisor.machine.console.Console;

/** Counts the processors that the firmware lists as enabled in the MADT (ACPI 6.5, 5.2.12). */
final class ProcessorCount {
    private static final int FIRST_STRUCTURE = 44;
    private static final int LOCAL_APIC = 0;
    private static final int LOCAL_APIC_FLAGS = 4;
    private static final int LOCAL_X2APIC = 9;
    private static final int LOCAL_X2APIC_FLAGS = 8;
    private static final int ENABLED = 1;

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
        int count = 0;
        int offset = FIRST_STRUCTURE;
        while (offset + 2 <= table.bytes()) {
            int bytes = table.byteAt(offset + 1);
            if (bytes < 2) {
                break;
            }
            int flags = switch (table.byteAt(offset)) {
                case LOCAL_APIC -> table.byteAt(offset + LOCAL_APIC_FLAGS);
                case LOCAL_X2APIC -> table.byteAt(offset + LOCAL_X2APIC_FLAGS);
                default -> 0;
            };
            count += flags & ENABLED;
            offset += bytes;
        }
        return count;
    }
}
