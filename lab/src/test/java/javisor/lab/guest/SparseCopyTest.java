package javisor.lab.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javisor.lab.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparseCopyTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65536, 65537, 300_000})
    void copiesEveryByteAndReplacesTheTarget(int length) throws IOException {
        byte[] contents = new byte[length];
        new Random(length).nextBytes(contents);
        if (length > 200_000) {
            Arrays.fill(contents, 65536, 196_608, (byte) 0);
        }
        Path source = Files.write(directory.resolve("source"), contents);
        Path target = Files.writeString(directory.resolve("target"), "what was there before");

        SparseCopy.copy(source, target, SparseCopy.Change.NONE, Progress.Step.NONE);

        assertThat(target).hasBinaryContent(contents);
    }

    @Test
    void leavesNothingBehindIfItFails() throws IOException {
        Path target = directory.resolve("target");

        assertThatThrownBy(() -> SparseCopy.copy(
                        directory.resolve("missing"), target, SparseCopy.Change.NONE, Progress.Step.NONE))
                .isInstanceOf(NoSuchFileException.class);

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void whatAppearsIsTheChangedCopy() throws IOException {
        Path source = Files.writeString(directory.resolve("source"), "before");
        Path target = directory.resolve("target");

        SparseCopy.copy(
                source,
                target,
                copy -> {
                    assertThat(target).doesNotExist();
                    Files.writeString(copy, "after");
                },
                Progress.Step.NONE);

        assertThat(target).hasContent("after");
        assertThat(source).hasContent("before");
    }
}
