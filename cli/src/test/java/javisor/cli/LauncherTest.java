package javisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher's own errors; what comes after them is tested without it. */
final class LauncherTest {
    private final Path launcher = Home.find().directory().resolve("javisor");

    @TempDir
    Path directory;

    @Test
    void withoutAJdkOneLineSaysWhatToInstall() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(launcher.toString(), "run");
        builder.environment().put("JAVISOR_NEEDED_JDK", "999");
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(said)
                .contains("a JDK 999 or newer is needed")
                .contains("apt-get install")
                .hasLineCount(1);
    }

    @Test
    void itIsFoundThroughASymbolicLinkInADirectoryWithABlank() throws IOException, InterruptedException {
        Path link = Files.createSymbolicLink(
                Files.createDirectory(directory.resolve("a b")).resolve("javisor"), launcher);
        ProcessBuilder builder = new ProcessBuilder(link.toString(), "run");
        builder.environment().put("JAVISOR_NEEDED_JDK", "999");
        assertThat(builder.redirectErrorStream(true).start().waitFor()).isEqualTo(2);
    }

    @Test
    void itNeedsNoHomeDirectoryToSayWhatIsMissing() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(launcher.toString(), "run");
        builder.environment().remove("HOME");
        builder.environment().put("JAVISOR_NEEDED_JDK", "999");
        assertThat(builder.redirectErrorStream(true).start().waitFor()).isEqualTo(2);
    }
}
