package javisor.testos;

import javisor.machine.address.HostPhysical;
import javisor.machine.boot.BootInfo;
import javisor.machine.boot.MemoryMapEntry;
import javisor.machine.console.Console;

/** What the BIOS told the loader: drives, and every answer to a question for memory (Ralf Brown's Interrupt List, INT 12h, INT 15h). */
final class BiosReport {
    private final Console console;
    private final BootInfo boot;

    BiosReport(Console console, BootInfo boot) {
        this.console = console;
        this.boot = boot;
    }

    void print() {
        console.print("boot-drive: 0x").hexDigits(boot.bootDrive(), 2).println();
        console.print("other-drive: ");
        if (boot.osDrive() == 0) {
            console.println("(none)");
        } else {
            console.print("0x").hexDigits(boot.osDrive(), 2).println();
        }
        console.print("disks: ").decimal(boot.diskCount()).println();
        console.print("int12: ").decimal(boot.conventionalMemoryKilobytes()).println(" KiB");
        map();
        e801();
        console.print("int15-88: ");
        if (boot.e88Carry() != 0) {
            console.println("refused");
        } else {
            console.decimal(boot.e88Ax()).println(" KiB above 1 MiB");
        }
        c7();
        console.print("int15-da88: ");
        if (boot.da88Carry() != 0) {
            console.println("refused");
        } else {
            console.decimal((boot.da88Cl() & 0xFFL) << 16 | boot.da88Bx()).println(" KiB above 1 MiB");
        }
    }

    private void map() {
        console.print("memory-map: ").decimal(boot.memoryMapEntries()).print(" ranges from ");
        console.println(
                switch (boot.memoryMapSource()) {
                    case 0 -> "INT 15h E820h";
                    case 1 -> "INT 15h E801h";
                    default -> "INT 15h 88h";
                });
        for (int i = 0; i < boot.memoryMapEntries(); i++) {
            MemoryMapEntry entry = new MemoryMapEntry(
                    new HostPhysical(boot.memoryMapAddress()).toVirtual().add((long) i * MemoryMapEntry.SIZE));
            console.print("memory: 0x").hexDigits(entry.address(), 16);
            console.print("-0x").hexDigits(entry.address() + entry.length() - 1, 16);
            console.print(" ").println(typeName(entry.type()));
        }
    }

    private static String typeName(int type) {
        return switch (type) {
            case 1 -> "usable";
            case 2 -> "reserved";
            case 3 -> "ACPI data";
            case 4 -> "ACPI NVS";
            case 5 -> "unusable";
            case 7 -> "persistent";
            default -> "unknown type";
        };
    }

    private void e801() {
        console.print("int15-e801: ");
        if (boot.e801Carry() != 0) {
            console.println("refused");
            return;
        }
        console.decimal(boot.e801Ax()).print(" KiB, ").decimal(boot.e801Bx()).print(" * 64 KiB; CX ");
        console.decimal(boot.e801Cx()).print(", DX ").decimal(boot.e801Dx()).println();
    }

    private void c7() {
        console.print("int15-c7: ");
        if (boot.c7Carry() != 0) {
            console.println("refused");
            return;
        }
        console.decimal(boot.c7Table().readInt(2) & 0xFFFF_FFFFL).print(" KiB from 1 to 16 MiB, ");
        console.decimal(boot.c7Table().readInt(6) & 0xFFFF_FFFFL).println(" KiB from 16 MiB");
    }
}
