package javisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javisor.lab.Bochs;
import javisor.lab.Emulator;
import javisor.lab.MachineSpec;
import javisor.lab.Outcome;
import javisor.lab.Qemu;
import javisor.lab.RunningMachine;
import javisor.lab.guest.DebianGuest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Debian on several processors: it starts all of them under Javisor, sees the policy on each, and can reboot and power off. */
@Tag("emulator")
@Timeout(900)
final class LinuxSmpAcceptanceTest {
    private static final String VENDOR = "JavisorJavis";
    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    private static Path directory;

    private static Path debian;

    /**
     * A machine with two processors that starts again when it resets itself. With the processor's own vendor: only then does Linux set
     * TSC_ADJUST, which Bochs's deadline timer ignores.
     */
    enum Machine {
        QEMU_AMD_V(MachineSpec.DEFAULT_MODEL),
        BOCHS_VT_X(Bochs.INTEL_MODEL);

        private final String model;

        Machine(String model) {
            this.model = model;
        }

        RunningMachine start(Path stick) {
            Emulator emulator = this == QEMU_AMD_V ? new Qemu() : new Bochs();
            return emulator.start(MachineSpec.standard()
                    .withModel(model)
                    .withCpus(2)
                    .withReboots()
                    .withStick(stick)
                    .withOsDisk(debian));
        }
    }

    @BeforeAll
    static void buildDisk() {
        debian = LinuxRun.disk(directory.resolve("debian12.img"));
    }

    @ParameterizedTest
    @CsvSource({"amd, 4", "intel, 2"})
    void allProcessorsRunUnderJavisorAndSeeThePolicy(String maker, int cpus) throws IOException {
        LinuxRun run =
                LinuxRun.of(debian, "--cpu", maker, "--cpus", Integer.toString(cpus), "--vendor", VENDOR, "--exits");

        assertThat(run.fact("cpus")).isEqualTo(Integer.toString(cpus));
        assertThat(run.fact("vendor_id")).isEqualTo(VENDOR);
        String exits = run.output()
                .lines()
                .filter(line -> line.strip().startsWith("CPUID"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(run.output()));
        assertThat(exits.strip().split(" +")).as(exits).hasSize(1 + cpus).doesNotContain("0");
    }

    @ParameterizedTest
    @EnumSource
    void afterARebootJavisorStartsAgainAndThePowerCanBeSwitchedOff(Machine machine) throws IOException {
        Images images = Images.prepare(Home.find(), new PrintWriter(Writer.nullWriter()));
        Path stick = Files.write(directory.resolve("stick.img"), images.stick(Map.of()));
        String ready = DebianGuest.MARKER + " .* model_name=\".* Javisor\" cpus=2 ";
        try (RunningMachine running = machine.start(stick)) {
            running.expect(ready, LONG);
            running.type("reboot -f\n");
            running.expect("\\[javisor] processors: 2", LONG);
            running.expect(ready, LONG);
            running.type("poweroff -f\n");
            assertThat(running.awaitEnd(LONG).ending()).isEqualTo(Outcome.Ending.POWER_OFF);
        }
    }
}
