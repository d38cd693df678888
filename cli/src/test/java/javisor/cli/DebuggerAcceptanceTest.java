package javisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

/** The command that {@code run --gdb} prints starts gdb in the first line of Java. */
@Tag("emulator")
@Timeout(300)
final class DebuggerAcceptanceTest {
    private static final String COMMAND = "  gdb -q ";

    @Test
    void gdbStopsInJavaWithItsSource() throws IOException, InterruptedException, ExecutionException {
        PipedReader printed = new PipedReader(1 << 16);
        CommandLine javisor = Javisor.commandLine();
        javisor.setOut(new PrintWriter(new PipedWriter(printed), true));
        FutureTask<Integer> run = new FutureTask<>(() -> javisor.execute("run", "--disk", "testos", "--gdb"));
        Thread.ofPlatform().daemon().start(run);

        String gdb = gdb(printed);
        String batch = gdb.replace(COMMAND, "gdb -q -nx -batch ") + " -ex 'backtrace' -ex 'detach'";
        Process process =
                new ProcessBuilder("sh", "-c", batch).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said)
                .contains("Breakpoint 1, javisor_boot ()")
                .contains("HypervisorBoot.java:")
                .contains("_start () at start.S:")
                .doesNotContain("No such file");
        assertThat(run.get()).isZero();
    }

    private static String gdb(PipedReader printed) throws IOException {
        BufferedReader lines = new BufferedReader(printed);
        String line = lines.readLine();
        while (line != null && !line.startsWith(COMMAND)) {
            line = lines.readLine();
        }
        return line;
    }
}
