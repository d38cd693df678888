package javisor.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A directory for the files of one run. It goes when the run is over or this program ends, unless it is to be kept. */
public final class ScratchDirectory implements AutoCloseable {
    private static final Set<ScratchDirectory> OPEN = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> OPEN.forEach(ScratchDirectory::abandon), "scratch files' end"));
    }

    private final Path directory;
    private final boolean temporary;

    private ScratchDirectory(Path directory, boolean temporary) {
        this.directory = directory;
        this.temporary = temporary;
        OPEN.add(this);
    }

    /** {@return a new directory that is removed when it is closed} */
    public static ScratchDirectory create() {
        try {
            return new ScratchDirectory(Files.createTempDirectory("javisor-run-"), true);
        } catch (IOException failure) {
            throw new MissingPartException(
                    "no temporary directory can be made in " + System.getProperty("java.io.tmpdir") + ": "
                            + failure.getMessage() + "; make room there or set TMPDIR",
                    failure);
        }
    }

    /** {@return a new directory that stays} */
    public static ScratchDirectory kept(Path directory) {
        try {
            return new ScratchDirectory(Files.createDirectories(directory), false);
        } catch (IOException failure) {
            throw new MissingPartException(
                    directory + " cannot be made: " + failure.getMessage() + "; make room or leave out --keep",
                    failure);
        }
    }

    /** {@return a file in it, which need not exist} */
    public Path file(String name) {
        return directory.resolve(name);
    }

    /** Several may close it at once when this program is ended from outside; one after the other they all succeed. */
    @Override
    public synchronized void close() {
        OPEN.remove(this);
        if (!temporary || Files.notExists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            complain(failure);
        } catch (UncheckedIOException failure) {
            complain(failure.getCause());
        }
    }

    /** The emulator removes files of its own as it ends. */
    private void complain(IOException failure) {
        if (!(failure instanceof NoSuchFileException)) {
            throw new UncheckedIOException(directory + " could not be removed", failure);
        }
    }

    /** Closes it when there is nobody left to be told of a failure, and others are still to be closed. */
    private void abandon() {
        try {
            close();
        } catch (UncheckedIOException left) {
            // An emulator that is just ending still writes there; whoever ends it closes the directory again.
        }
    }
}
