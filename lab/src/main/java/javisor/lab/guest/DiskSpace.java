package javisor.lab.guest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javisor.lab.MissingPartException;

/** Asks for room before something large is written, so that a full disk is said in one line and leaves nothing behind. */
final class DiskSpace {
    private static final long MARGIN = 4 << 20;

    private DiskSpace() {}

    /** Fails with a clear message unless the file system of a directory has room for so many bytes. */
    static void require(Path directory, long bytes) throws IOException {
        long free = Files.getFileStore(directory).getUsableSpace();
        if (free < bytes + MARGIN) {
            throw new MissingPartException(
                    "not enough room in %s: %d MiB needed, %d MiB free; make room or choose another place"
                            .formatted(directory, (bytes + MARGIN) >> 20, free >> 20));
        }
    }
}
