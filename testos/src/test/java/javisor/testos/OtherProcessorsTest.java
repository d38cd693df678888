package javisor.testos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javisor.machine.acpi.AcpiTables;
import javisor.machine.address.HostPhysical;
import javisor.machine.hosted.Hosted;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OtherProcessorsTest {
    private static final int X2APIC_ID = 0x802;
    private static final long RSDT = 0x7FE_0000;
    private static final long MADT = 0x7FE_1000;

    private final FakeMachine machine = new FakeMachine();
    private final AcpiTables tables = new AcpiTables();
    private final List<String> commands = new ArrayList<>();

    @BeforeEach
    void start() {
        Hosted.set(machine);
        machine.leaf(0, 0x10, word("Auth"), word("cAMD"), word("enti"));
        machine.leaf(0x8000_0000, 0x8000_0001, 0, 0, 0);
        machine.leaf(0x8000_0001, 0, 0, 4, 0);
        machine.writeMsr(X2APIC_ID, 5);
    }

    @AfterEach
    void stop() {
        Hosted.set(null);
    }

    @Test
    void startsEveryOtherProcessorByInitAndTwoStartUps() {
        madt(new byte[] {0, 8, 0, 5, 1, 0, 0, 0}, new byte[] {0, 8, 1, 9, 1, 0, 0, 0}, x2apic(0x1234));
        machine.interruptCommands(this::startsAtOnce);
        print();
        assertThat(machine.printed()).isEqualTo("""
                cpu-0: vendor AuthenticAMD, virtualisation AMD-V, APIC id 5
                cpu-1: vendor AuthenticAMD, virtualisation AMD-V, APIC id 9
                cpu-2: vendor AuthenticAMD, virtualisation AMD-V, APIC id 4660
                """);
        assertThat(commands).containsExactly("9 4500", "9 4601", "9 4601", "1234 4500", "1234 4601", "1234 4601");
    }

    @Test
    void aProcessorThatDoesNotAnswerIsSaidAndTheNextOneStartedAllTheSame() {
        madt(new byte[] {0, 8, 0, 5, 1, 0, 0, 0}, new byte[] {0, 8, 1, 7, 1, 0, 0, 0}, new byte[] {
            0, 8, 2, 8, 1, 0, 0, 0
        });
        machine.interruptCommands(command -> {
            if (command >>> 32 == 8) {
                startsAtOnce(command);
            }
        });
        print();
        assertThat(machine.printed().lines().skip(1))
                .containsExactly("cpu-1: did not start", "cpu-2: vendor AuthenticAMD, virtualisation AMD-V, APIC id 8");
    }

    @Test
    void aSingleProcessorIsNotMentioned() {
        madt(new byte[] {0, 8, 0, 5, 1, 0, 0, 0}, new byte[] {0, 8, 1, 6, 0, 0, 0, 0});
        print();
        assertThat(machine.printed()).isEmpty();
    }

    private void startsAtOnce(long command) {
        commands.add("%x %x".formatted(command >>> 32, command & 0xFFFF_FFFFL));
        if ((command & 0xFF) == FakeMachine.PROCESSOR_START >>> 12) {
            machine.writeMsr(X2APIC_ID, command >>> 32);
            StartedProcessor.run(StartedProcessor.answer());
            machine.writeMsr(X2APIC_ID, 5);
        }
    }

    private void print() {
        tables.locate(new HostPhysical(0), new HostPhysical(TestOs.MAPPED));
        new OtherProcessors(machine.console(), tables).print();
    }

    private void madt(byte[]... structures) {
        machine.rootPointer(0xF0000, RSDT);
        machine.table(RSDT, "RSDT", 40);
        machine.storeLong(RSDT + 36, MADT, 4);
        machine.seal(RSDT);
        int bytes = 44;
        for (byte[] structure : structures) {
            machine.store(MADT + bytes, structure);
            bytes += structure.length;
        }
        machine.table(MADT, "APIC", bytes);
        machine.seal(MADT);
    }

    private static byte[] x2apic(int id) {
        return new byte[] {9, 16, 0, 0, (byte) id, (byte) (id >>> 8), 0, 0, 1, 0, 0, 0, 0, 0, 0, 0};
    }

    private static int word(String text) {
        return text.charAt(0) | text.charAt(1) << 8 | text.charAt(2) << 16 | text.charAt(3) << 24;
    }
}
