package javisor.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory for one run; it goes when the run goes. */
final class ScratchDirectory implements AutoCloseable {
    private final Path directory;

    private ScratchDirectory(Path directory) {
        this.directory = directory;
    }

    static ScratchDirectory create() {
        try {
            return new ScratchDirectory(Files.createTempDirectory("javisor-run-"));
        } catch (IOException failure) {
            throw new MissingPartException(
                    "no temporary directory can be made in " + System.getProperty("java.io.tmpdir") + ": "
                            + failure.getMessage() + "; make room there or set TMPDIR",
                    failure);
        }
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    @Override
    public void close() {
        if (Files.notExists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(directory + " could not be removed", failure);
        }
    }
}
