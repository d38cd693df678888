package javisor.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The disk images that Javisor's sources become. They are made once and kept under a name made of the content of all class
 * files and assembly, so a change of any of them makes them anew; settings are put in afterwards.
 */
final class Images {
    private static final List<String> MODULES =
            List.of("machine", "hypervisor", "testos", "compiler", "firmware", "stick");
    private static final String STICK = "stick.img";
    private static final String TEST_OS = "testos.img";
    private static final String SYMBOLS = "hypervisor.elf";

    private final Path directory;

    private Images(Path directory) {
        this.directory = directory;
    }

    /** {@return the images of this checkout's classes, made now if they are not there yet} */
    static Images prepare(Home home, PrintWriter messages) throws IOException {
        Path directory = home.imageCache().resolve(ContentHash.of(home.classes(MODULES)));
        if (Files.notExists(directory)) {
            throw new UnusableException("the images of Javisor cannot be built from this checkout yet");
        }
        return new Images(directory);
    }

    byte[] stick(Map<String, String> settings) throws IOException {
        return Files.readAllBytes(directory.resolve(STICK));
    }

    byte[] testOs(Map<String, String> settings) throws IOException {
        return Files.readAllBytes(directory.resolve(TEST_OS));
    }

    /** {@return the ELF file with Javisor's symbols and line tables} */
    Path hypervisorSymbols() {
        return directory.resolve(SYMBOLS);
    }

    static void damagePayload(byte[] stick, long offset) {}
}
