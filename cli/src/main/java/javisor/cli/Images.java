package javisor.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javisor.compiler.CompilationException;
import javisor.compiler.CompiledImage;
import javisor.compiler.ImageCompiler;
import javisor.lab.Leftovers;
import javisor.stick.DiskKind;
import javisor.stick.HypervisorImage;
import javisor.stick.StickImage;
import javisor.stick.StickLayout;
import javisor.stick.StickSettings;
import javisor.stick.TestOsImage;

/**
 * The disk images that Javisor's sources become. They are made once and kept under a name made of the content of all class
 * files and assembly, so a change of any of them makes them anew; settings are put in afterwards.
 */
final class Images {
    private static final String MACHINE = "machine";
    private static final String HYPERVISOR = "hypervisor";
    private static final String TEST_OS = "testos";
    private static final List<String> INPUTS = List.of(MACHINE, HYPERVISOR, TEST_OS, "compiler", "firmware", "stick");
    private static final String STICK_FILE = "stick.img";
    private static final String TEST_OS_FILE = "testos.img";
    private static final String SYMBOLS_FILE = "hypervisor.elf";
    private static final String UNFINISHED = "unfinished-";
    private static final int KEPT = 6;

    private final Path directory;

    private Images(Path directory) {
        this.directory = directory;
    }

    /** {@return the images of this checkout's classes, made now if they are not there yet} */
    static Images prepare(Home home, PrintWriter messages) throws IOException {
        Path cache = Files.createDirectories(home.imageCache());
        Leftovers.remove(cache, UNFINISHED);
        Path directory = cache.resolve(ContentHash.of(home.classes(INPUTS)));
        if (Files.notExists(directory)) {
            messages.println("javisor: compiling hypervisor and test OS");
            messages.flush();
            make(home, cache, directory);
            forgetOld(cache);
        }
        return new Images(directory);
    }

    /** {@return the hypervisor, compiled now} */
    static CompiledImage compileHypervisor(Home home) {
        try {
            return ImageCompiler.compile(HypervisorImage.request(home.classes(List.of(HYPERVISOR, MACHINE))));
        } catch (CompilationException problems) {
            throw new UncompilableException(problems);
        }
    }

    /** {@return the stick with these settings} */
    byte[] stick(Map<String, String> settings) throws IOException {
        return StickImage.withSettings(Files.readAllBytes(directory.resolve(STICK_FILE)), new StickSettings(settings));
    }

    /** {@return the test OS's disk with these settings} */
    byte[] testOs(Map<String, String> settings) throws IOException {
        return StickImage.withSettings(
                Files.readAllBytes(directory.resolve(TEST_OS_FILE)), new StickSettings(settings));
    }

    /** {@return the ELF file with Javisor's symbols and line tables} */
    Path hypervisorSymbols() {
        return directory.resolve(SYMBOLS_FILE);
    }

    /** Flips a bit of one byte of a stick's payload. */
    static void damagePayload(byte[] stick, long offset) {
        StickLayout layout = StickLayout.of(stick);
        if (offset < 0 || offset >= layout.payloadBytes()) {
            throw new UnusableException(
                    "the payload has " + layout.payloadBytes() + " bytes, there is none at " + offset);
        }
        stick[layout.payloadOffset() + (int) offset] ^= 1;
    }

    /** Two that make the same images at the same time do not see each other's until they are finished. */
    private static void make(Home home, Path cache, Path directory) throws IOException {
        Path unfinished = Files.createTempDirectory(cache, UNFINISHED);
        try {
            CompiledImage hypervisor = compileHypervisor(home);
            Files.write(unfinished.resolve(SYMBOLS_FILE), hypervisor.elf());
            Files.write(
                    unfinished.resolve(STICK_FILE), StickImage.build(DiskKind.STICK, hypervisor, StickSettings.NONE));
            CompiledImage testOs = ImageCompiler.compile(TestOsImage.request(home.classes(List.of(TEST_OS, MACHINE))));
            Files.write(
                    unfinished.resolve(TEST_OS_FILE), StickImage.build(DiskKind.TEST_OS, testOs, StickSettings.NONE));
            Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (CompilationException problems) {
            throw new UncompilableException(problems);
        } catch (FileSystemException failure) {
            if (Files.notExists(directory)) {
                throw failure;
            }
        } finally {
            remove(unfinished);
        }
    }

    private static void forgetOld(Path cache) throws IOException {
        try (Stream<Path> entries = Files.list(cache)) {
            List<Path> old = entries.filter(
                            entry -> !entry.getFileName().toString().startsWith(UNFINISHED))
                    .sorted(Comparator.comparing((Path entry) -> entry.toFile().lastModified())
                            .reversed())
                    .skip(KEPT)
                    .toList();
            for (Path entry : old) {
                remove(entry);
            }
        }
    }

    private static void remove(Path directory) throws IOException {
        if (Files.notExists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
