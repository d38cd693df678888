package javisor.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import javisor.compiler.CompiledImage;
import javisor.firmware.Firmware;
import javisor.lab.Emulator;
import javisor.lab.MachineSpec;
import javisor.lab.PackageInstaller;
import javisor.lab.Progress;
import javisor.lab.ScratchDirectory;
import javisor.lab.guest.DebianArchitecture;
import javisor.lab.guest.DebianGuest;
import javisor.lab.guest.DebianRelease;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code javisor bench}: what Javisor costs. The machines have a time-stamp counter that counts instructions and a log of
 * every exit, so the figures depend on neither this computer nor what else it is doing.
 */
@Command(
        name = "bench",
        description = {
            "Measures what Javisor costs, bare against under Javisor: instructions per CPUID, exits of a Linux guest, memory,"
                    + " image size, compile time. Takes two to five minutes."
        },
        mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
    private static final int CPUID_ROUNDS = 1000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--cpu",
            paramLabel = "amd|intel",
            defaultValue = "amd",
            description = "Whose virtualisation to measure (default: ${DEFAULT-VALUE}): amd in QEMU, intel in Bochs.")
    private CpuMaker cpu;

    @Option(names = "--json", description = "Print one JSON object instead of tables.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        Emulator emulator = EmulatorChoice.AUTO.provide(cpu, err);
        new PackageInstaller(message -> err.println("javisor: " + message)).provide(DebianGuest.TOOLS);
        BenchReport report = measure(emulator, Progress.onConsole(), err);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(report.json());
        } else {
            report.table().forEach(out::println);
        }
        out.flush();
        return 0;
    }

    private BenchReport measure(Emulator emulator, Progress progress, PrintWriter err) throws IOException {
        Home home = Home.find();
        Images images = Images.prepare(home, err);
        ScratchDirectory scratch = ScratchDirectory.create();
        try {
            CompiledImage compiled = during(progress, "Compiling the hypervisor", () -> Images.compileHypervisor(home));
            Path stick = Files.write(scratch.file("stick.img"), images.stick(Map.of()));
            Path testOs = Files.write(scratch.file("testos.img"), images.testOs(Map.of()));
            Path debian = scratch.file("debian.img");
            new DebianGuest(
                            DebianRelease.BOOKWORM,
                            DebianArchitecture.AMD64,
                            Optional.empty(),
                            List.of(),
                            DebianGuest.userCache(),
                            progress)
                    .build(debian);
            MachineSpec machine = MachineSpec.standard().withModel(cpu.model()).withInstructionCount();
            MachineSpec hypervised = machine.withStick(stick);
            TestOsTiming bare =
                    during(progress, "Test OS, bare", () -> TestOsTiming.measure(emulator, machine.withOsDisk(testOs)));
            TestOsTiming timing = during(
                    progress,
                    "Test OS under Javisor",
                    () -> TestOsTiming.measure(emulator, hypervised.withOsDisk(testOs)));
            LinuxExits linux = during(
                    progress,
                    "Linux under Javisor",
                    () -> LinuxExits.measure(emulator, hypervised.withOsDisk(debian), scratch.file("exits.log")));
            return new BenchReport(
                    bare.cpuidLoop(),
                    timing.cpuidLoop(),
                    CPUID_ROUNDS,
                    withheld(timing.javisor()),
                    BenchReport.ImageSize.of(compiled.bytes().length, compiled.symbols(), Firmware.LINK_ADDRESS),
                    linux.toMarker(),
                    linux.idle(),
                    linux.computing(),
                    compiled.stageSeconds());
        } finally {
            scratch.close();
        }
    }

    private static long withheld(List<String> lines) {
        return WithheldRange.in(lines)
                .map(WithheldRange::bytes)
                .orElseThrow(() -> new GuestFailedException(
                        "Javisor did not say what it withholds; it said:\n" + String.join("\n", lines)));
    }

    private static <T> T during(Progress progress, String what, Measurement<T> measurement) throws IOException {
        try (Progress.Step step = progress.start(what, -1)) {
            T result = measurement.take();
            step.reach(1);
            return result;
        }
    }

    /** Something that takes a while. */
    private interface Measurement<T> {
        T take() throws IOException;
    }
}
