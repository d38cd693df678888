package javisor.lab.guest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What {@link Files} lacks for directories. */
final class Directories {
    private Directories() {}

    /** Deletes a directory and the plain files in it. */
    static void delete(Path directory) throws IOException {
        List<Path> entries;
        try (var listing = Files.list(directory)) {
            entries = listing.toList();
        }
        for (Path entry : entries) {
            Files.delete(entry);
        }
        Files.delete(directory);
    }
}
