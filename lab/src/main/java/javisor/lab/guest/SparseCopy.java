package javisor.lab.guest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import javisor.lab.Progress;

/** Copies a disk image: holes stay holes, and the copy appears under its name only when it is complete. */
final class SparseCopy {
    private static final int BLOCK = 64 << 10;

    private SparseCopy() {}

    /** What is done to a copy before it appears. */
    @FunctionalInterface
    interface Change {
        /** No change: the copy is like the source. */
        Change NONE = copy -> {};

        /** Changes the copy, which is still under a name of its own in the target's directory. */
        void apply(Path copy) throws IOException;
    }

    /** Copies a file, replacing the target in one step; progress is told in KiB. */
    static void copy(Path source, Path target, Change change, Progress.Step step) throws IOException {
        Path part = target.resolveSibling(
                "." + target.getFileName() + ".part" + ProcessHandle.current().pid());
        part.toFile().deleteOnExit();
        try {
            copyBlocks(source, part, step);
            change.apply(part);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void copyBlocks(Path source, Path target, Progress.Step step) throws IOException {
        try (FileChannel in = FileChannel.open(source, StandardOpenOption.READ);
                FileChannel out = FileChannel.open(
                        target,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            ByteBuffer block = ByteBuffer.allocate(BLOCK);
            ByteBuffer zeros = ByteBuffer.allocate(BLOCK);
            long length = in.size();
            for (long position = 0; position < length; position += BLOCK) {
                block.clear();
                while (block.hasRemaining() && in.read(block, position + block.position()) > 0) {
                    step.reach((position + block.position()) >> 10);
                }
                block.flip();
                boolean last = position + BLOCK >= length;
                if (last || !block.equals(zeros.slice(0, block.limit()))) {
                    while (block.hasRemaining()) {
                        out.write(block, position + block.position());
                    }
                }
            }
        }
    }
}
