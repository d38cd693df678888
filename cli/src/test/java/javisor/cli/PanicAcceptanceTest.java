package javisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javisor.lab.MachineSpec;
import javisor.lab.Qemu;
import javisor.lab.QemuMachine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A failure in resident code is reported with exception, Java method, file and line, on the serial line and the screen. */
@Tag("emulator")
@Timeout(300)
final class PanicAcceptanceTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "throw, java.lang.IllegalStateException, DebugPanic.trigger",
        "bounds, java.lang.ArrayIndexOutOfBoundsException, DebugPanic.overrun",
        "null, java.lang.NullPointerException, DebugPanic.useNull",
        "stack, java.lang.StackOverflowError, DebugPanic.descend",
        "write, java.lang.InternalError: wild write to 0xffffffff80000000, DebugPanic.poke"
    })
    void namesExceptionMethodFileAndLine(String kind, String exception, String method) throws IOException {
        Images images = Images.prepare(Home.find(), new PrintWriter(Writer.nullWriter()));
        Path stick = Files.write(directory.resolve("stick.img"), images.stick(Map.of("debug-panic", kind)));
        Path disk = Files.write(directory.resolve("os.img"), images.testOs(Map.of()));
        MachineSpec spec = MachineSpec.standard().withStick(stick).withOsDisk(disk);
        try (QemuMachine machine = (QemuMachine) new Qemu().start(spec)) {
            machine.expect("\\[javisor] Javisor has stopped", LONG);
            List<String> screen = machine.monitor().screenText();
            for (List<String> report : List.of(machine.serial().text(), screen)) {
                assertThat(report).anyMatch(line -> line.contains("PANIC: ") && line.contains(exception));
                assertThat(report)
                        .anyMatch(line -> line.matches(".* at .*" + method + "\\(DebugPanic\\.java:\\d+\\).*"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"amd", "intel"})
    void theCommandFails(String maker) throws IOException {
        DemonstrationRun run = DemonstrationRun.of("--cpu", maker, "--debug-panic", "throw");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).contains("FAILED: Javisor has stopped the machine");
    }
}
