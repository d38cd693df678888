package javisor.testos;

import static org.assertj.core.api.Assertions.assertThat;

import javisor.machine.address.HostPhysical;
import javisor.machine.hosted.Hosted;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AcpiTest {
    private static final long RSDT = 0x7FE_0000;
    private static final long MADT = 0x7FE_1000;
    private static final long FADT = 0x7FE_2000;
    private static final long DSDT = 0x7FE_3000;

    private final FakeMachine machine = new FakeMachine();
    private final AcpiTables tables = new AcpiTables();

    @BeforeEach
    void start() {
        Hosted.set(machine);
    }

    @AfterEach
    void stop() {
        Hosted.set(null);
    }

    @Test
    void countsTheEnabledProcessorsOfBothKinds() {
        rsdtWith(MADT);
        processors();
        assertThat(processorLine()).isEqualTo("processors: 3\n");
    }

    @Test
    void findsTheRootPointerInTheExtendedBiosDataArea() {
        machine.storeLong(0x40E, 0x9FC0, 2);
        machine.rootPointer(0x9FC20, 0, RSDT, 0);
        rootTable("RSDT", 4, MADT);
        processors();
        assertThat(processorLine()).isEqualTo("processors: 3\n");
    }

    @Test
    void ignoresARootPointerWithAWrongChecksum() {
        rsdtWith(MADT);
        machine.store(0xF0008, new byte[] {1});
        assertThat(processorLine()).isEqualTo("processors: unknown, no ACPI\n");
    }

    @Test
    void prefersTheExtendedRootTableAndSaysWhatLiesBeyondReach() {
        machine.rootPointer(0xF0000, 2, 0, RSDT);
        rootTable("XSDT", 8, 0x1_2345_0000L);
        assertThat(processorLine()).isEqualTo("processors: unknown, 1 ACPI tables lie beyond 4 GiB\n");
    }

    @Test
    void saysThatThereIsNoMadt() {
        rsdtWith(FADT);
        machine.table(FADT, "FACP", 116);
        assertThat(processorLine()).isEqualTo("processors: unknown, no MADT\n");
    }

    @Test
    void aStructureOfImpossibleLengthEndsTheCount() {
        machine.table(MADT, "APIC", 44 + 4);
        assertThat(ProcessorCount.count(new AcpiTable(new HostPhysical(MADT).toVirtual())))
                .isZero();
    }

    @Test
    void powersOffThroughPm1Control() {
        fadt();
        definitionBlock(0x08, '_', 'S', '5', '_', 0x12, 0x08, 0x04, 0x0A, 0x05, 0x0A, 0x07, 0x00, 0x00);
        tables.locate();
        new PowerOff(machine.console(), tables).byAcpi();
        assertThat(machine.portWrites()).containsExactly("604=3401");
    }

    @Test
    void readsSleepTypesInEveryEncoding() {
        assertThat(sleepTypes(0x08, '\\', '_', 'S', '5', '_', 0x12, 0x06, 0x04, 0x00, 0x00, 0x00, 0x00))
                .isZero();
        assertThat(sleepTypes(0x08, '_', 'S', '5', '_', 0x12, 0x06, 0x04, 0x01, 0x0A, 0x03, 0x00))
                .isEqualTo(0x301);
        assertThat(sleepTypes(0x08, '_', 'S', '5', '_', 0x12, 0x46, 0x00, 0x04, 0x0B, 0x05, 0x00, 0x01))
                .isEqualTo(0x105);
    }

    @Test
    void aDefinitionBlockWithoutS5HasNoSleepTypes() {
        assertThat(sleepTypes(0x08, '_', 'S', '4', '_', 0x12, 0x06, 0x04, 0x01, 0x01))
                .isEqualTo(-1);
        assertThat(sleepTypes('X', '_', 'S', '5', '_', 0x12, 0x06, 0x04, 0x01, 0x01))
                .isEqualTo(-1);
    }

    @Test
    void triesEveryEmulatorsPort() {
        new PowerOff(machine.console(), tables).byEmulatorPorts();
        assertThat(machine.portWrites())
                .startsWith("604=2000", "b004=2000", "8900=53")
                .endsWith("8900=6e", "f4=0");
    }

    private String processorLine() {
        tables.locate();
        new ProcessorCount(machine.console(), tables).print();
        return machine.printed();
    }

    private void rsdtWith(long... addresses) {
        machine.rootPointer(0xF0000, 0, RSDT, 0);
        rootTable("RSDT", 4, addresses);
    }

    private void rootTable(String signature, int entryBytes, long... addresses) {
        machine.table(RSDT, signature, 36 + entryBytes * addresses.length);
        for (int i = 0; i < addresses.length; i++) {
            machine.storeLong(RSDT + 36 + (long) entryBytes * i, addresses[i], entryBytes);
        }
    }

    /** Two enabled local APICs, one disabled, an I/O APIC, an enabled x2APIC. */
    private void processors() {
        byte[] structures = {
            0, 8, 0, 0, 1, 0, 0, 0, 0, 8, 1, 1, 1, 0, 0, 0, 0, 8, 2, 2, 0, 0, 0, 0, 1, 12, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1,
            9, 16, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0, 3, 0, 0, 0
        };
        machine.table(MADT, "APIC", 44 + structures.length);
        machine.store(MADT + 44, structures);
    }

    private void fadt() {
        rsdtWith(FADT);
        machine.table(FADT, "FACP", 116);
        machine.storeLong(FADT + 40, DSDT, 4);
        machine.storeLong(FADT + 48, 0xB2, 4);
        machine.storeLong(FADT + 52, 2, 1);
        machine.storeLong(FADT + 64, 0x604, 4);
    }

    private void definitionBlock(int... aml) {
        machine.table(DSDT, "DSDT", 36 + 8 + aml.length + 32);
        for (int i = 0; i < aml.length; i++) {
            machine.storeLong(DSDT + 36 + 8 + i, aml[i], 1);
        }
    }

    private int sleepTypes(int... aml) {
        definitionBlock(aml);
        return SoftOff.sleepTypes(new AcpiTable(new HostPhysical(DSDT).toVirtual()));
    }
}
