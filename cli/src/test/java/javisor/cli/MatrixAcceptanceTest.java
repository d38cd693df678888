package javisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The two quickest cells of the guest matrix, as a user would run them. */
@Tag("emulator")
@Timeout(600)
final class MatrixAcceptanceTest {
    @TempDir
    Path directory;

    @Test
    void grubsShellAndIpxePassBareAndUnderJavisor() throws IOException {
        Invocation invocation = Invocation.of(
                "matrix",
                "--guest",
                "grub-shell,ipxe",
                "--platform",
                "qemu-amd",
                "--cpus",
                "1",
                "-o",
                directory.toString());

        assertThat(invocation.exitCode())
                .as(invocation.out() + invocation.err())
                .isZero();
        assertThat(Files.readAllLines(directory.resolve("matrix.md")))
                .filteredOn(line -> line.matches(".*\\| passed, \\d+ s \\| passed, \\d+ s \\|.*"))
                .hasSize(2);
        assertThat(Files.readString(directory.resolve("matrix.html")).split("<img ", -1))
                .hasSize(1 + 4);
    }
}
