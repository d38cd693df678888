package javisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ContentHashTest {
    @TempDir
    Path first;

    @TempDir
    Path second;

    @Test
    void onlyNamesAndBytesCount() throws IOException {
        fill(first, "A.class", "x");
        fill(second, "A.class", "x");
        assertThat(hash(first)).isEqualTo(hash(second)).hasSize(24);
    }

    @Test
    void everyByteAndEveryNameCounts() throws IOException {
        fill(first, "A.class", "x");
        fill(second, "A.class", "y");
        String changed = hash(second);
        assertThat(hash(first)).isNotEqualTo(changed);
        Files.move(second.resolve("A.class"), second.resolve("B.class"));
        assertThat(hash(second)).isNotEqualTo(changed);
    }

    private static void fill(Path directory, String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    private static String hash(Path directory) throws IOException {
        return ContentHash.of(List.of(directory));
    }
}
