package javisor.lab.guest;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import javisor.lab.Leftovers;
import javisor.lab.MissingPartException;
import javisor.lab.Progress;

/**
 * Where finished disks are kept, one program at a time: who asks for a disk gets a copy, made anew only if what goes into
 * it has changed.
 *
 * @param directory the cache
 * @param progress told of the copying
 */
record DiskCache(Path directory, Progress progress) {
    private static final String WORK = ".work";

    /** How a disk comes to be in the cache. */
    @FunctionalInterface
    interface Recipe {
        /** {@return the disk in the cache, made now if it is not there} The work directory is deleted afterwards. */
        Path provide(Path workDirectory) throws IOException;
    }

    /** Writes a disk. The file appears complete or not at all. */
    void write(Path output, Recipe recipe) throws IOException {
        write(output, recipe, SparseCopy.Change.NONE);
    }

    /** Writes a disk that differs from the one in the cache. */
    void write(Path output, Recipe recipe, SparseCopy.Change change) throws IOException {
        Path target = output.toAbsolutePath();
        if (target.getParent() == null || !Files.isDirectory(target.getParent())) {
            throw new MissingPartException("there is no directory " + target.getParent() + ": create it first");
        }
        Files.createDirectories(directory);
        try (FileChannel lockFile = FileChannel.open(
                        directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = lockFile.lock()) {
            Objects.requireNonNull(lock);
            Leftovers.remove(directory, WORK);
            Path finished = finished(recipe);
            DiskSpace.require(target.getParent(), Files.size(finished));
            try (Progress.Step step = progress.start("Writing " + output, Files.size(finished) >> 10)) {
                SparseCopy.copy(finished, target, change, step);
            }
        }
    }

    private Path finished(Recipe recipe) throws IOException {
        Path work = Files.createTempDirectory(directory, WORK);
        try {
            return recipe.provide(work);
        } finally {
            Directories.delete(work);
        }
    }
}
