package javisor.stick;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javisor.compiler.AssembledBinary;
import javisor.compiler.Assembler;
import javisor.compiler.AssemblySource;
import javisor.compiler.CompilationException;
import javisor.firmware.Firmware;
import javisor.lab.MachineSpec;
import javisor.lab.Outcome;
import javisor.lab.Qemu;
import javisor.lab.RunningMachine;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The BIOS stub's INT 13h with two drives exchanged, on a bare machine, in front of a real BIOS. The first disk has 2048 sectors and
 * the marks 1111h, the second 4096 and 2222h; {@code swap.S} makes the calls.
 */
@Tag("emulator")
@Timeout(60)
final class DriveSwapTest {
    private static final int SEGMENT = 0x9000;
    private static final int SECOND_DISK_SECTORS = 4096;
    private static final int CARRY = 1;
    private static final int INTERRUPTS = 1 << 9;
    private static final int DIRECTION = 1 << 10;
    private static final Map<String, Answer> ANSWERS = new HashMap<>();

    private record Answer(int ax, int bx, int cx, int dx, int flags, int mark, int sectors) {}

    @BeforeAll
    static void callTheBios(@TempDir Path directory) throws CompilationException {
        AssembledBinary stub = Assembler.assemble(biosStub(), Map.of(), 0);
        Map<String, Long> definitions = Map.of(
                "SEGMENT", (long) SEGMENT,
                "INT13_ENTRY", stub.symbols().get("javisor_int13_entry"),
                "INT13_OLD", stub.symbols().get("javisor_int13_old"),
                "INT13_DRIVES", stub.symbols().get("javisor_int13_drives"));
        byte[] program = Assembler.assemble(
                        new AssemblySource("swap.S", TestDisks.resource("swap.S")), definitions, 0x7C00)
                .bytes();
        byte[] first = Arrays.copyOf(program, 2048 * 512);
        System.arraycopy(stub.bytes(), 0, first, 8 * 512, stub.bytes().length);
        Arrays.fill(first, 508, 510, (byte) 0x11);
        byte[] second = new byte[SECOND_DISK_SECTORS * 512];
        Arrays.fill(second, 508, 510, (byte) 0x22);
        MachineSpec machine = MachineSpec.standard()
                .withOsDisk(TestDisks.write(directory.resolve("first.img"), first))
                .withOsDisk(TestDisks.write(directory.resolve("second.img"), second));
        try (RunningMachine running = new Qemu().start(machine)) {
            assertThat(running.awaitEnd(Duration.ofSeconds(30)).ending()).isEqualTo(Outcome.Ending.POWER_OFF);
            List<String> lines = running.serial().text();
            assertThat(lines).contains("done");
            lines.stream()
                    .map(line -> line.split(" "))
                    .filter(words -> words.length == 8)
                    .forEach(DriveSwapTest::note);
        }
    }

    @Test
    void readsGoToTheOtherDiskAndTheCallerKeepsItsNumber() {
        assertThat(ANSWERS.get("read80").mark()).isEqualTo(0x2222);
        assertThat(ANSWERS.get("read80").dx()).isEqualTo(0x80);
        assertThat(ANSWERS.get("read81").mark()).isEqualTo(0x1111);
        assertThat(ANSWERS.get("read81").dx()).isEqualTo(0x81);
        assertThat(List.of(ANSWERS.get("read80"), ANSWERS.get("read81")))
                .allMatch(answer -> (answer.flags() & CARRY) == 0 && answer.ax() >> 8 == 0);
    }

    @Test
    void errorsComeBack() {
        for (String call : List.of("read82", "bad80", "count82")) {
            Answer answer = ANSWERS.get(call);
            assertThat(answer.flags() & CARRY).isEqualTo(CARRY);
            assertThat(answer.ax() >> 8).isNotZero();
        }
        assertThat(ANSWERS.get("bad80").dx()).isEqualTo(0x80);
    }

    @Test
    void theNumberOfDrivesAndTheSizesAreTheBiosOwn() {
        assertThat(ANSWERS.get("count80").dx() & 0xFF).isEqualTo(2);
        assertThat(ANSWERS.get("size80").ax() >> 8).isEqualTo(3);
        assertThat(ANSWERS.get("size80").dx())
                .isGreaterThan(ANSWERS.get("size81").dx());
        assertThat(ANSWERS.get("edd80").sectors()).isEqualTo(SECOND_DISK_SECTORS);
        assertThat(ANSWERS.get("services80").bx()).isEqualTo(0xAA55);
        assertThat(ANSWERS.get("services80").dx() & 0xFF).isEqualTo(0x80);
        assertThat(ANSWERS.get("reset81").flags() & CARRY).isZero();
    }

    @Test
    void whatTheBiosCallsItselfIsInItsOwnNumbers() {
        assertThat(ANSWERS.get("nested80").mark()).isEqualTo(0x2222);
        assertThat(ANSWERS.get("nested80").dx()).isEqualTo(0x80);
    }

    @Test
    void otherFlagsAreTheCallers() {
        assertThat(ANSWERS.values())
                .hasSize(12)
                .allMatch(answer -> (answer.flags() & (INTERRUPTS | DIRECTION)) == (INTERRUPTS | DIRECTION));
    }

    private static AssemblySource biosStub() {
        return Firmware.hypervisorAssembly().stream()
                .filter(source -> source.name().equals("bios-stub.S"))
                .findFirst()
                .orElseThrow();
    }

    private static void note(String[] words) {
        int[] values = Arrays.stream(words)
                .skip(1)
                .mapToInt(word -> Integer.parseInt(word, 16))
                .toArray();
        ANSWERS.put(words[0], new Answer(values[0], values[1], values[2], values[3], values[4], values[5], values[6]));
    }
}
