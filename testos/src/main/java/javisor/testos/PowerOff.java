package javisor.testos;

import javisor.machine.acpi.AcpiTable;
import javisor.machine.acpi.AcpiTables;
import javisor.machine.address.HostPhysical;
import javisor.machine.console.Console;
import javisor.machine.instruction.Cpu;
import javisor.machine.instruction.Ports;

/**
 * Switches the machine off: by ACPI (ACPI 6.5, 4.8.3.2 and 16.1.7), and should that do nothing, by the ports emulators listen on.
 */
final class PowerOff {
    private static final int FADT_DSDT = 40;
    private static final int FADT_SMI_COMMAND = 48;
    private static final int FADT_ACPI_ENABLE = 52;
    private static final int FADT_PM1A_CONTROL = 64;
    private static final int FADT_PM1B_CONTROL = 68;
    private static final int SCI_ENABLED = 1;
    private static final int SLEEP_TYPE = 7 << 10;
    private static final int SLEEP_ENABLE = 1 << 13;
    private static final int POLLS = 100_000;

    private static final int QEMU_Q35 = 0x604;
    private static final int BOCHS_AND_QEMU_I440FX = 0xB004;
    private static final int EMULATOR_SLEEP = 0x2000;
    private static final int BOCHS_SHUTDOWN = 0x8900;
    private static final int ISA_DEBUG_EXIT = 0xF4;

    /** A port that answers no one, a read of which takes about 1 µs. */
    private static final int DELAY_PORT = 0x80;

    private static final int DELAYS = 500_000;

    private final Console console;
    private final AcpiTables tables;

    PowerOff(Console console, AcpiTables tables) {
        this.console = console;
        this.tables = tables;
    }

    /** Does not return on metal. */
    void run() {
        byAcpi();
        await();
        byEmulatorPorts();
        await();
        console.println("power: off failed, halted; switch the machine off");
        halt();
    }

    /** Power goes some time after it was asked for; emulators let the processor go on meanwhile. */
    private static void await() {
        for (int i = 0; i < DELAYS; i++) {
            Ports.in8(DELAY_PORT);
            Cpu.pause();
        }
    }

    private static void halt() {
        while (true) {
            Cpu.disableInterrupts();
            Cpu.halt();
        }
    }

    void byAcpi() {
        HostPhysical fadtAddress = tables.find("FACP");
        if (fadtAddress.rawValue() == 0) {
            return;
        }
        AcpiTable fadt = new AcpiTable(fadtAddress.toVirtual());
        HostPhysical dsdtAddress = new HostPhysical(fadt.wordAt(FADT_DSDT));
        if (!tables.readable(dsdtAddress, "DSDT")) {
            return;
        }
        int types = SoftOff.sleepTypes(new AcpiTable(dsdtAddress.toVirtual()));
        if (types >= 0) {
            enableAcpi(fadt);
            sleep((int) fadt.wordAt(FADT_PM1A_CONTROL), types & 7);
            sleep((int) fadt.wordAt(FADT_PM1B_CONTROL), types >>> 8 & 7);
        }
    }

    private static void enableAcpi(AcpiTable fadt) {
        int control = (int) fadt.wordAt(FADT_PM1A_CONTROL);
        int command = (int) fadt.wordAt(FADT_SMI_COMMAND);
        int enable = fadt.byteAt(FADT_ACPI_ENABLE);
        if (command == 0 || enable == 0 || (Ports.in16(control) & SCI_ENABLED) != 0) {
            return;
        }
        Ports.out8(command, enable);
        for (int i = 0; i < POLLS && (Ports.in16(control) & SCI_ENABLED) == 0; i++) {
            Cpu.pause();
        }
    }

    private static void sleep(int control, int type) {
        if (control != 0) {
            int kept = Ports.in16(control) & ~(SLEEP_TYPE | SLEEP_ENABLE);
            Ports.out16(control, kept | type << 10 | SLEEP_ENABLE);
        }
    }

    void byEmulatorPorts() {
        Ports.out16(QEMU_Q35, EMULATOR_SLEEP);
        Ports.out16(BOCHS_AND_QEMU_I440FX, EMULATOR_SLEEP);
        String word = "Shutdown";
        for (int i = 0; i < word.length(); i++) {
            Ports.out8(BOCHS_SHUTDOWN, word.charAt(i));
        }
        Ports.out8(ISA_DEBUG_EXIT, 0);
    }
}
