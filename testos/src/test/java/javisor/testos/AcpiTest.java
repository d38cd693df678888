package javisor.testos;

import static org.assertj.core.api.Assertions.assertThat;

import javisor.machine.acpi.AcpiTable;
import javisor.machine.acpi.AcpiTables;
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
    void saysThatThereIsNoAcpi() {
        assertThat(processorLine()).isEqualTo("processors: unknown, no ACPI\n");
    }

    @Test
    void saysThatTheRootTableIsDamaged() {
        rsdtWith(MADT);
        machine.storeLong(RSDT + 10, 1, 1);
        assertThat(processorLine()).isEqualTo("processors: unknown, ACPI's root table damaged\n");
    }

    @Test
    void saysThatTheMadtIsDamaged() {
        rsdtWith(MADT);
        processors();
        machine.storeLong(MADT + 10, 1, 1);
        assertThat(processorLine()).isEqualTo("processors: unknown, MADT damaged\n");
    }

    @Test
    void saysHowManyTablesLieBeyondReach() {
        rsdtWith(0xFFFF_FFF0L);
        assertThat(processorLine()).isEqualTo("processors: unknown, 1 ACPI tables lie beyond 4 GiB\n");
    }

    @Test
    void saysThatThereIsNoMadt() {
        rsdtWith(FADT);
        machine.table(FADT, "FACP", 116);
        machine.seal(FADT);
        assertThat(processorLine()).isEqualTo("processors: unknown, no MADT\n");
    }

    @Test
    void powersOffThroughPm1Control() {
        fadt();
        definitionBlock(0x08, '_', 'S', '5', '_', 0x12, 0x08, 0x04, 0x0A, 0x05, 0x0A, 0x07, 0x00, 0x00);
        locate();
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
        locate();
        new ProcessorCount(machine.console(), tables).print();
        return machine.printed();
    }

    private void locate() {
        tables.locate(new HostPhysical(0), new HostPhysical(TestOs.MAPPED));
    }

    private void rsdtWith(long... addresses) {
        machine.rootPointer(0xF0000, RSDT);
        machine.table(RSDT, "RSDT", 36 + 4 * addresses.length);
        for (int i = 0; i < addresses.length; i++) {
            machine.storeLong(RSDT + 36 + 4L * i, addresses[i], 4);
        }
        machine.seal(RSDT);
    }

    /** Two enabled local APICs, one disabled, an I/O APIC, an enabled x2APIC. */
    private void processors() {
        byte[] structures = {
            0, 8, 0, 0, 1, 0, 0, 0, 0, 8, 1, 1, 1, 0, 0, 0, 0, 8, 2, 2, 0, 0, 0, 0, 1, 12, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1,
            9, 16, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0, 3, 0, 0, 0
        };
        machine.table(MADT, "APIC", 44 + structures.length);
        machine.store(MADT + 44, structures);
        machine.seal(MADT);
    }

    private void fadt() {
        rsdtWith(FADT);
        machine.table(FADT, "FACP", 116);
        machine.storeLong(FADT + 40, DSDT, 4);
        machine.storeLong(FADT + 48, 0xB2, 4);
        machine.storeLong(FADT + 52, 2, 1);
        machine.storeLong(FADT + 64, 0x604, 4);
        machine.seal(FADT);
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
