package javisor.testos;

import javisor.machine.acpi.AcpiTable;
import javisor.machine.acpi.AcpiTables;
import javisor.machine.acpi.Madt;
import javisor.machine.address.HostPhysical;
import javisor.machine.console.Console;
import javisor.machine.instruction.Cpu;
import javisor.machine.instruction.Ports;

/**
 * Starts every processor that the MADT lists, one after the other, by INIT and two start-up interrupts as the manuals have it (Intel SDM
 * vol. 3, 10.4.4; AMD APM vol. 2, 16.5), and says what CPUID shows on each. The boot processor comes first.
 */
final class OtherProcessors {
    private static final int INIT = 0x4500;
    private static final int START_UP = 0x4600;
    private static final int PAGE_SHIFT = 12;

    /** A port that answers no one, a read of which takes about 1 µs. */
    private static final int DELAY_PORT = 0x80;

    private static final int AFTER_INIT = 10_000;
    private static final int AFTER_START_UP = 200;
    private static final int PATIENCE = 5_000_000;

    private final Console console;
    private final AcpiTables tables;

    OtherProcessors(Console console, AcpiTables tables) {
        this.console = console;
        this.tables = tables;
    }

    /** Says nothing of a single processor; the rest of the report does. */
    void print() {
        HostPhysical table = tables.find(Madt.SIGNATURE);
        if (table.rawValue() == 0) {
            return;
        }
        Madt madt = new Madt(new AcpiTable(table.toVirtual()));
        if (madt.enabled() < 2) {
            return;
        }
        int own = LocalApic.id();
        ProcessorAnswer answer = new ProcessorAnswer(StartedProcessor.answer());
        StartedProcessor.run(StartedProcessor.answer());
        say(0, answer);
        HostPhysical page = StartedProcessor.place();
        int number = 0;
        for (int processor = madt.first(); processor != 0; processor = madt.next(processor)) {
            int id = madt.apicId(processor);
            if (id != own) {
                answer.clear();
                start(id, page, answer);
                say(++number, answer);
            }
        }
    }

    private static void start(int id, HostPhysical page, ProcessorAnswer answer) {
        if (!LocalApic.reaches(id)) {
            return;
        }
        int startUp = START_UP | (int) (page.rawValue() >>> PAGE_SHIFT);
        LocalApic.send(INIT, id);
        delay(AFTER_INIT);
        LocalApic.send(startUp, id);
        delay(AFTER_START_UP);
        LocalApic.send(startUp, id);
        for (int i = 0; i < PATIENCE && !answer.arrived(); i++) {
            delay(1);
        }
    }

    private static void delay(int microseconds) {
        for (int i = 0; i < microseconds; i++) {
            Ports.in8(DELAY_PORT);
            Cpu.pause();
        }
    }

    private void say(int number, ProcessorAnswer answer) {
        console.print("cpu-").decimal(number).print(": ");
        if (!answer.arrived()) {
            console.println("did not start");
            return;
        }
        console.print("vendor ");
        for (int part = 0; part < 3; part++) {
            ProcessorReport.text(console, answer.vendor(part));
        }
        console.print(", virtualisation ")
                .print(ProcessorReport.virtualisation(answer.features(), answer.extendedFeatures()));
        console.print(", APIC id ").decimal(answer.apicId() & 0xFFFF_FFFFL).println();
    }
}
