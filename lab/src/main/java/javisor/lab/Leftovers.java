package javisor.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Directories with unfinished work that a cache still has because the program was ended in the middle of it. Those of
 * programs that still run are told from them by their age.
 */
public final class Leftovers {
    private static final Duration AGE = Duration.ofDays(1);

    private Leftovers() {}

    /** Removes the old ones among a cache's directories whose names start so; what cannot be removed stays. */
    public static void remove(Path cache, String prefix) {
        Instant limit = Instant.now().minus(AGE);
        try {
            for (Path directory : directories(cache, prefix)) {
                if (Files.getLastModifiedTime(directory).toInstant().isBefore(limit)) {
                    removeTree(directory);
                }
            }
        } catch (IOException | UncheckedIOException left) {
            // Another run removes it at the same time, or the next one tries again.
        }
    }

    private static List<Path> directories(Path cache, String prefix) throws IOException {
        try (Stream<Path> entries = Files.list(cache)) {
            return entries.filter(entry -> entry.getFileName().toString().startsWith(prefix))
                    .toList();
        }
    }

    private static void removeTree(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
