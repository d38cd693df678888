package javisor.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScratchDirectoryTest {
    @Test
    void severalCanCloseItAtOnceAndNoneFails() throws IOException {
        for (int round = 0; round < 20; round++) {
            ScratchDirectory scratch = ScratchDirectory.create();
            for (int file = 0; file < 20; file++) {
                Files.createFile(scratch.file("file" + file));
            }
            List<ScratchDirectory> closers =
                    IntStream.range(0, 4).mapToObj(closer -> scratch).toList();

            closers.parallelStream().forEach(ScratchDirectory::close);

            assertThat(scratch.file("")).doesNotExist();
        }
    }

    @Test
    void whatIsKeptStaysWhenItIsClosed() throws IOException {
        Path directory = Files.createTempDirectory("kept");
        try (ScratchDirectory scratch = ScratchDirectory.kept(directory)) {
            assertThat(scratch.file("")).exists();
        }
        assertThat(directory).exists();
        Files.delete(directory);
    }
}
