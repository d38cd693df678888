package javisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A small soak on each maker's processors, and one in which every boot fails. */
@Tag("emulator")
@Timeout(300)
final class SoakAcceptanceTest {
    @ParameterizedTest
    @ValueSource(strings = {"amd", "intel"})
    void aHandfulOfBootsPasses(String maker) {
        Invocation soak = Invocation.of("soak", "--boots", "6", "--cpus", "2", "--jobs", "2", "--cpu", maker);
        assertThat(soak.exitCode()).as(soak.out() + soak.err()).isZero();
        assertThat(soak.out()).contains("boots 6, passed 6, failed 0; ");
    }

    @Test
    void aPanicIsCountedAndItsLogKept() throws IOException {
        Invocation soak = Invocation.of("soak", "--boots", "2", "--cpus", "1", "--debug-panic", "throw");
        assertThat(soak.exitCode()).isEqualTo(Javisor.FAILED);
        assertThat(soak.out()).contains("boots 2, passed 0, failed 2; ");
        for (int boot = 1; boot <= 2; boot++) {
            Path log = keptLog(soak.out(), boot);
            assertThat(Files.readString(log)).contains("PANIC: ").contains("DebugPanic.java");
            Files.delete(log);
            if (boot == 2) {
                Files.delete(log.getParent());
            }
        }
    }

    private static Path keptLog(String out, int boot) {
        Matcher log = Pattern.compile("boot " + boot + " FAILED: Javisor has stopped the machine; its log is (.*)")
                .matcher(out);
        assertThat(log.find()).as(out).isTrue();
        return Path.of(log.group(1));
    }
}
