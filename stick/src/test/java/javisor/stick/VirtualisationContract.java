package javisor.stick;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javisor.compiler.CompilationException;
import javisor.compiler.CompiledImage;
import javisor.compiler.ImageCompiler;
import javisor.lab.Emulator;
import javisor.lab.MachineSpec;
import javisor.lab.Outcome;
import javisor.lab.QemuMachine;
import javisor.lab.RunningMachine;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Source to stick to guest: the compiled hypervisor on a stick, the compiled test OS on the disk. What holds of every kind of virtualisation
 * on every emulator, and what a guest does that is no ordinary exit.
 */
@Tag("emulator")
@Timeout(180)
abstract class VirtualisationContract {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final StickSettings VENDOR = StickSettings.NONE.with("vendor", "JavisorJavis");

    @TempDir
    static Path directory;

    private static byte[] stick;
    private static Path testOs;

    /** {@return the emulator} */
    abstract Emulator emulator();

    /** {@return a machine of it whose processor has the kind of virtualisation} */
    abstract MachineSpec machine();

    private MachineSpec twoProcessors() {
        return machine().withCpus(2).withParallelProcessors();
    }

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
        assertThat(run(machine().withOsDisk(testOs), Outcome.Ending.POWER_OFF))
                .contains("boot-drive: 0x80")
                .noneMatch(line -> line.contains("javisor]"))
                .last()
                .isEqualTo("testos: done");
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 2048, 6144})
    void theTestOsRunsWithAnySizeOfMemory(int mebibytes) {
        runsTheTestOs(machine().withMemory((long) mebibytes << 20));
    }

    @Test
    void withSwappedDrivesTheTestOsFindsItselfOnTheFirst() {
        MachineSpec spec = machine().withStick(stick(VENDOR.with("boot-drive", "swap")));
        assertThat(run(spec.withOsDisk(testOs), Outcome.Ending.POWER_OFF)).contains("boot-drive: 0x80");
    }

    @ParameterizedTest
    @ValueSource(strings = {"throw", "bounds", "null", "stack", "write"})
    void aPanicNamesJavaFileAndLine(String kind) {
        Path file = stick(VENDOR.with("debug-panic", kind));
        try (RunningMachine machine = emulator().start(machine().withStick(file).withOsDisk(testOs))) {
            machine.expect("PANIC: ", LONG);
            machine.expect("DebugPanic\\.java:\\d+", LONG);
            machine.expect("\\[javisor] Javisor has stopped", LONG);
        }
    }

    @ParameterizedTest
    @EnumSource(RealModeGuest.Caller.class)
    void aPanicOfOneProcessorStopsTheOthersAndIsReportedOnce(RealModeGuest.Caller caller) throws CompilationException {
        Path file = stick(VENDOR.with("debug-panic", "hypercall"));
        Path disk = RealModeGuest.disk(directory, caller.guest());
        try (RunningMachine machine =
                emulator().start(twoProcessors().withStick(file).withOsDisk(disk))) {
            machine.expect("PANIC: java.lang.IllegalStateException: thrown on purpose by debug-panic=hypercall", LONG);
            machine.expect("processor " + caller.ordinal() + " of 2", LONG);
            machine.expect("\\[javisor] Javisor has stopped", LONG);
            if (machine instanceof QemuMachine qemu) {
                awaitHalt(qemu);
            }
            assertThat(machine.serial().text())
                    .filteredOn(line -> line.contains("PANIC"))
                    .hasSize(1);
        }
    }

    @Test
    void aTripleFaultResetsTheMachine() throws CompilationException {
        assertThat(guest(RealModeGuest.TRIPLE_FAULT, Outcome.Ending.RESET))
                .contains("[javisor] the guest has triple-faulted; the machine resets");
    }

    @ParameterizedTest
    @EnumSource(RealModeGuest.Reset.class)
    void afterAResetJavisorStartsAgain(RealModeGuest.Reset reset) throws CompilationException {
        startsAgainAfter(reset, machine());
    }

    @ParameterizedTest
    @EnumSource(RealModeGuest.Reset.class)
    void afterAResetOfTwoProcessorsJavisorStartsAgain(RealModeGuest.Reset reset) throws CompilationException {
        startsAgainAfter(reset, twoProcessors());
    }

    @Test
    void hypervisorInstructionsAreInvalidOpcodes() throws CompilationException {
        assertThat(guest(RealModeGuest.HYPERVISOR_INSTRUCTIONS, Outcome.Ending.POWER_OFF))
                .anyMatch(line -> line.endsWith("UUUUU."));
    }

    final void runsTheTestOs(MachineSpec spec) {
        assertThat(testOs(spec))
                .contains("vendor: JavisorJavis", "virtualisation: none", "boot-drive: 0x81")
                .anyMatch(line -> line.startsWith("[javisor] withheld "))
                .last()
                .isEqualTo("testos: done");
    }

    private void startsAgainAfter(RealModeGuest.Reset reset, MachineSpec spec) throws CompilationException {
        Path disk = RealModeGuest.disk(directory, reset.guest());
        try (RunningMachine machine =
                emulator().start(spec.withReboots().withStick(stick(VENDOR)).withOsDisk(disk))) {
            for (int boot = 0; boot < 3; boot++) {
                machine.expect("^\\[javisor\\] withheld ", LONG);
                machine.expect("Javi\\.$", LONG);
            }
        }
    }

    final void refuses(MachineSpec spec, String words) {
        assertThat(testOs(spec))
                .anyMatch(line -> line.startsWith("[javisor] ") && line.contains(words))
                .contains("boot-drive: 0x81")
                .doesNotContain("vendor: JavisorJavis")
                .last()
                .isEqualTo("testos: done");
    }

    final List<String> testOs(MachineSpec spec) {
        return run(spec.withStick(stick(VENDOR)).withOsDisk(testOs), Outcome.Ending.POWER_OFF);
    }

    final List<String> guest(String source, Outcome.Ending ending) throws CompilationException {
        Path disk = RealModeGuest.disk(directory, source);
        return run(machine().withStick(stick(VENDOR)).withOsDisk(disk), ending);
    }

    /** Until both processors are halted, which neither is in the guest. */
    private static void awaitHalt(QemuMachine machine) {
        long deadline = System.nanoTime() + LONG.toNanos();
        String registers;
        do {
            registers = machine.monitor().command("info registers -a");
            assertThat(System.nanoTime()).as(registers).isLessThan(deadline);
        } while (registers.split("HLT=1", -1).length != 3);
    }

    private static Path stick(StickSettings settings) {
        return TestDisks.write(directory.resolve("stick.img"), StickImage.withSettings(stick, settings));
    }

    private List<String> run(MachineSpec spec, Outcome.Ending ending) {
        try (RunningMachine machine = emulator().start(spec)) {
            Outcome outcome = machine.awaitEnd(LONG);
            List<String> lines =
                    machine.serial().text().stream().map(String::strip).toList();
            assertThat(outcome.ending()).as(String.join("\n", lines)).isEqualTo(ending);
            return lines;
        }
    }
}
