package javisor.stick;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javisor.compiler.CompilationException;
import javisor.compiler.CompiledImage;
import javisor.compiler.ImageCompiler;
import javisor.lab.Bochs;
import javisor.lab.Emulator;
import javisor.lab.MachineSpec;
import javisor.lab.Outcome;
import javisor.lab.Qemu;
import javisor.lab.RunningMachine;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Source to stick to guest: the compiled hypervisor on a stick, the compiled test operating system on the disk. */
@Tag("emulator")
@Timeout(180)
final class WholeChainTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final StickSettings VENDOR = StickSettings.NONE.with("vendor", "JavisorJavis");

    @TempDir
    static Path directory;

    private static byte[] stick;
    private static Path testOs;

    @BeforeAll
    static void compile() throws CompilationException {
        CompiledImage hypervisor =
                ImageCompiler.compile(HypervisorImage.request(ModuleClasses.of("hypervisor", "machine")));
        CompiledImage guest = ImageCompiler.compile(TestOsImage.request(ModuleClasses.of("testos", "machine")));
        stick = StickImage.build(DiskKind.STICK, hypervisor, VENDOR);
        testOs = TestDisks.write(
                directory.resolve("testos.img"), StickImage.build(DiskKind.TEST_OS, guest, StickSettings.NONE));
    }

    @Test
    void theTestOsRunsBare() {
        assertThat(run(MachineSpec.standard().withOsDisk(testOs)))
                .contains("boot-drive: 0x80")
                .noneMatch(line -> line.contains("javisor]"))
                .last()
                .isEqualTo("testos: done");
    }

    @Test
    void theTestOsRunsUnderJavisorWithTheChangedVendor() {
        assertThat(underJavisor(VENDOR))
                .contains("vendor: JavisorJavis")
                .anyMatch(line -> line.startsWith("[javisor] withheld "))
                .last()
                .isEqualTo("testos: done");
    }

    @Test
    void withSwappedDrivesTheTestOsFindsItselfOnTheFirst() {
        assertThat(underJavisor(VENDOR.with("boot-drive", "swap")))
                .contains("boot-drive: 0x80")
                .last()
                .isEqualTo("testos: done");
    }

    @Test
    void withoutAmdVThatIsSaidAndTheTestOsRunsBare() {
        Path file = TestDisks.write(directory.resolve("stick.img"), stick);
        assertThat(run(MachineSpec.standard()
                        .withModel("max,-svm")
                        .withStick(file)
                        .withOsDisk(testOs)))
                .anyMatch(line -> line.startsWith("[javisor] ") && line.contains("AMD-V"))
                .contains("boot-drive: 0x81")
                .noneMatch(line -> line.contains("vendor: JavisorJavis"))
                .last()
                .isEqualTo("testos: done");
    }

    @Test
    void bochsRunsTheTestOsUnderJavisor() {
        Path file = TestDisks.write(directory.resolve("stick.img"), stick);
        assertThat(run(new Bochs(), MachineSpec.standard().withStick(file).withOsDisk(testOs)))
                .contains("vendor: JavisorJavis", "boot-drive: 0x81")
                .last()
                .isEqualTo("testos: done");
    }

    private static List<String> underJavisor(StickSettings settings) {
        Path file = TestDisks.write(directory.resolve("stick.img"), StickImage.withSettings(stick, settings));
        return run(MachineSpec.standard().withStick(file).withOsDisk(testOs));
    }

    private static List<String> run(MachineSpec spec) {
        return run(new Qemu(), spec);
    }

    private static List<String> run(Emulator emulator, MachineSpec spec) {
        try (RunningMachine machine = emulator.start(spec)) {
            assertThat(machine.awaitEnd(LONG).ending()).isEqualTo(Outcome.Ending.POWER_OFF);
            return machine.serial().text().stream().map(String::strip).toList();
        }
    }
}
