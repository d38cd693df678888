package javisor.stick;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javisor.compiler.CompilationException;
import javisor.firmware.BootSectorLayout;
import javisor.lab.Emulator;
import javisor.lab.MachineSpec;
import javisor.lab.Outcome;
import javisor.lab.RunningMachine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What boot sector and loader do on every machine: load the payload, and start the other disk whatever happens. */
@Tag("emulator")
@Timeout(120)
abstract class BootContract {
    static final Duration LONG = Duration.ofSeconds(60);
    static final String OS_ON_SECOND_DISK = "^os: 81 7C 00 00 own disk";

    @TempDir
    Path directory;

    abstract Emulator emulator();

    @Test
    void thePayloadRunsAndWhenItReturnsTheOtherDiskStarts() throws CompilationException {
        List<String> lines = boot(TestDisks.probeStick(), MachineSpec.standard());
        assertThat(lines)
                .contains(
                        field("boot-drive", 0x80),
                        field("os-drive", 0x81),
                        field("disks", 2),
                        field("source", 0),
                        field("magic", 0x4942564A),
                        field("memory", TestDisks.PROBE_MEMORY),
                        field("tail", 0),
                        field("a20", 1))
                .anyMatch(line -> line.startsWith("map 0000000000100000 ") && line.contains(" 0000000000000001 "))
                .last()
                .asString()
                .containsPattern(OS_ON_SECOND_DISK);
        assertThat(lines).noneMatch(line -> line.startsWith("[javisor]"));
    }

    @Test
    void aFlippedByteOfThePayloadIsSaidAndTheOtherDiskStarts() throws CompilationException {
        byte[] stick = TestDisks.probeStick();
        stick[StickLayout.of(stick).payloadOffset() + 100] ^= 1;
        assertThat(boot(stick, MachineSpec.standard()))
                .contains(
                        "[javisor] The stick is damaged, write it again.",
                        "[javisor] Starting the operating system without Javisor.")
                .last()
                .asString()
                .containsPattern(OS_ON_SECOND_DISK);
    }

    @Test
    void aFlippedByteOfTheHeaderOrTheSettingsIsSaid() throws CompilationException {
        for (int part : new int[] {0, 1}) {
            byte[] stick = TestDisks.probeStick();
            StickLayout layout = StickLayout.of(stick);
            stick[(part == 0 ? layout.headerOffset() + 8 : layout.settingsOffset()) + 1] ^= 1;
            assertThat(boot(stick, MachineSpec.standard())).contains("[javisor] The stick is damaged, write it again.");
        }
    }

    @Test
    void aFlippedByteOfTheLoaderIsSaidAndTheOtherDiskStarts() throws CompilationException {
        byte[] stick = TestDisks.probeStick();
        stick[StickLayout.of(stick).loaderOffset() + 1000] ^= 1;
        assertThat(boot(stick, MachineSpec.standard()))
                .contains("[javisor] Stick damaged, write again")
                .last()
                .asString()
                .containsPattern(OS_ON_SECOND_DISK);
    }

    @Test
    void aParameterBlockWrittenByTheBiosDoesNoHarm() throws CompilationException {
        byte[] stick = TestDisks.probeStick();
        for (int i = 3; i < 0x5B; i++) {
            stick[i] = (byte) 0xF4;
        }
        assertThat(boot(stick, MachineSpec.standard())).contains(field("boot-drive", 0x80));
    }

    @Test
    void withoutAnotherDiskThatIsSaid() throws CompilationException {
        Path stick = TestDisks.write(directory.resolve("stick.img"), TestDisks.probeStick());
        try (RunningMachine machine = emulator().start(MachineSpec.standard().withStick(stick))) {
            machine.expect("^os-drive 0000000000000000", LONG);
            machine.expect("^\\[javisor\\] No other disk to start", LONG);
        }
    }

    @Test
    void anotherStickIsNotTakenForTheOperatingSystem() throws CompilationException {
        Path stick = TestDisks.write(directory.resolve("stick.img"), TestDisks.probeStick());
        Path other = TestDisks.write(directory.resolve("other.img"), TestDisks.probeStick());
        Path os = TestDisks.write(directory.resolve("os.img"), TestDisks.osDisk());
        MachineSpec machine =
                MachineSpec.standard().withStick(stick).withOsDisk(other).withOsDisk(os);
        assertThat(run(machine)).contains(field("disks", 3), field("os-drive", 0x82));
    }

    @Test
    void aDamagedTestOsStartsNoOtherDisk() throws CompilationException {
        byte[] testOs =
                StickImage.build(DiskKind.TEST_OS, TestDisks.probe(), TestDisks.PROBE_MEMORY, StickSettings.NONE);
        StickLayout layout = StickLayout.of(testOs);
        for (int offset : new int[] {layout.payloadOffset(), layout.loaderOffset()}) {
            byte[] damaged = testOs.clone();
            damaged[offset] ^= 1;
            Path disk = TestDisks.write(directory.resolve("testos.img"), damaged);
            Path os = TestDisks.write(directory.resolve("os.img"), TestDisks.osDisk());
            try (RunningMachine machine =
                    emulator().start(MachineSpec.standard().withStick(disk).withOsDisk(os))) {
                machine.expect("damaged", LONG);
                assertThat(machine.await(line -> line.startsWith("os: "), Duration.ofSeconds(5)))
                        .isEmpty();
            }
        }
        assertThat(testOs[BootSectorLayout.KIND]).isEqualTo((byte) 1);
    }

    final List<String> boot(byte[] stick, MachineSpec machine) throws CompilationException {
        Path stickFile = TestDisks.write(directory.resolve("stick.img"), stick);
        Path osFile = TestDisks.write(directory.resolve("os.img"), TestDisks.osDisk());
        return run(machine.withStick(stickFile).withOsDisk(osFile));
    }

    final List<String> run(MachineSpec spec) {
        try (RunningMachine machine = emulator().start(spec)) {
            assertThat(machine.awaitEnd(LONG).ending()).isEqualTo(Outcome.Ending.POWER_OFF);
            return machine.serial().text().stream().map(String::strip).toList();
        }
    }

    static String field(String name, long value) {
        return "%s %016x".formatted(name, value);
    }
}
