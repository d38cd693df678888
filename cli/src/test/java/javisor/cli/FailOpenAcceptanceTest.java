package javisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever keeps Javisor from running is told in plain words, and the system on the disk starts without it. */
@Tag("emulator")
@Timeout(300)
final class FailOpenAcceptanceTest {
    @Test
    void aCpuWithoutAmdV() throws IOException {
        DemonstrationRun run = DemonstrationRun.of("--model", "max,-svm");
        assertThat(run.javisor()).anyMatch(line -> line.contains("this processor shows no AMD-V"));
        startedBare(run);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 4095, 40_000})
    void aDamagedPayload(long offset) throws IOException {
        DemonstrationRun run = DemonstrationRun.of("--corrupt", Long.toString(offset));
        assertThat(run.output()).containsPattern("(?i)damaged|checksum");
        startedBare(run);
    }

    private static void startedBare(DemonstrationRun run) {
        assertThat(run.report().value("vendor")).isEqualTo("AuthenticAMD");
        assertThat(run.report().value("boot-drive")).isEqualTo("0x81");
    }
}
