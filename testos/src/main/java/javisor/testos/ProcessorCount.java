package javisor.testos;

import javisor.machine.acpi.AcpiTable;
import javisor.machine.acpi.AcpiTables;
import javisor.machine.acpi.Madt;
import javisor.machine.address.HostPhysical;
import javisor.machine.console.Console;

/** Says how many processors the firmware lists as enabled, or why that is not known. */
final class ProcessorCount {
    private final Console console;
    private final AcpiTables tables;

    ProcessorCount(Console console, AcpiTables tables) {
        this.console = console;
        this.tables = tables;
    }

    void print() {
        console.print("processors: ");
        HostPhysical madt = tables.find(Madt.SIGNATURE);
        if (madt.rawValue() != 0) {
            console.decimal(new Madt(new AcpiTable(madt.toVirtual())).enabled()).println();
        } else if (tables.unreachable() != 0) {
            console.print("unknown, ").decimal(tables.unreachable()).println(" ACPI tables lie beyond 4 GiB");
        } else {
            console.print("unknown, ").println(missing());
        }
    }

    private String missing() {
        if (tables.lists(Madt.SIGNATURE)) {
            return "MADT damaged";
        }
        if (tables.entries() != 0) {
            return "no MADT";
        }
        return tables.rootPointer().rawValue() == 0 ? "no ACPI" : "ACPI's root table damaged";
    }
}
