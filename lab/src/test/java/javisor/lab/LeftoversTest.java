package javisor.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LeftoversTest {
    @TempDir
    Path cache;

    @Test
    void onlyOldUnfinishedWorkIsRemoved() throws IOException {
        Path left = directory(".work1", Duration.ofDays(2));
        Path running = directory(".work2", Duration.ofHours(2));
        Path finished = directory("packages", Duration.ofDays(2));

        Leftovers.remove(cache, ".work");

        assertThat(left).doesNotExist();
        assertThat(running).isDirectory();
        assertThat(finished).isDirectory();
    }

    @Test
    void aCacheThatIsNotThereHasNone() {
        Path absent = cache.resolve("absent");
        Leftovers.remove(absent, ".work");
        assertThat(absent).doesNotExist();
    }

    private Path directory(String name, Duration age) throws IOException {
        Path directory = Files.createDirectory(cache.resolve(name));
        Files.writeString(Files.createDirectory(directory.resolve("part")).resolve("file"), "x");
        return Files.setLastModifiedTime(directory, FileTime.from(Instant.now().minus(age)));
    }
}
