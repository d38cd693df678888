package javisor.compiler.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A temporary directory that is deleted with its content when closed. */
public final class WorkDirectory implements AutoCloseable {
    private final Path path;

    /** Makes the directory. */
    public WorkDirectory() throws IOException {
        path = Files.createTempDirectory("javisor-");
    }

    /** {@return where it is} */
    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        List<Path> content;
        try (Stream<Path> walk = Files.walk(path)) {
            content = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : content) {
            Files.deleteIfExists(file);
        }
    }
}
