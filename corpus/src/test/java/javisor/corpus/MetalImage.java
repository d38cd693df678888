package javisor.corpus;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javisor.compiler.CompilationException;
import javisor.compiler.CompiledImage;
import javisor.compiler.ImageCompiler;
import javisor.compiler.ImageRequest;
import javisor.firmware.Firmware;
import javisor.lab.MachineSpec;
import javisor.lab.Outcome;
import javisor.lab.Qemu;
import javisor.lab.RunningMachine;
import javisor.machine.boot.BootInfo;
import javisor.stick.DiskKind;
import javisor.stick.StickImage;
import javisor.stick.StickSettings;

/** The corpus compiled once, and booted as often as is wished, from a disk with our own boot sector and loader. */
final class MetalImage {
    private static final Duration LONGEST_RUN = Duration.ofSeconds(60);

    private final byte[] disk;
    private final Path directory;

    private MetalImage(byte[] disk, Path directory) {
        this.disk = disk;
        this.directory = directory;
    }

    static MetalImage compile(Path directory) throws CompilationException {
        List<Path> classPath = Stream.of(CorpusImage.class, BootInfo.class)
                .map(type -> Path.of(URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString())))
                .toList();
        CompiledImage image = ImageCompiler.compile(new ImageRequest(
                classPath,
                List.of(CorpusImage.class.getName()),
                Firmware.testOsAssembly(),
                Firmware.testOsDefinitions(),
                Firmware.LINK_ADDRESS));
        return new MetalImage(StickImage.build(DiskKind.TEST_OS, image, StickSettings.NONE), directory);
    }

    /** {@return the lines the image prints with these settings, to the power-off} */
    List<String> boot(StickSettings settings) throws IOException {
        Path file = Files.createTempFile(directory, "corpus", ".img");
        Files.write(file, StickImage.withSettings(disk, settings));
        try (RunningMachine machine =
                new Qemu().start(MachineSpec.standard().withMemory(64L << 20).withOsDisk(file))) {
            Outcome outcome = machine.awaitEnd(LONGEST_RUN);
            List<String> lines = machine.serial().text();
            if (outcome.ending() != Outcome.Ending.POWER_OFF) {
                throw new AssertionError(outcome + ", after:\n" + String.join("\n", lines));
            }
            return lines;
        } finally {
            Files.delete(file);
        }
    }
}
