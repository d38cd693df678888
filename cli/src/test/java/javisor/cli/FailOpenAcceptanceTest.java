package javisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever keeps Javisor from running is told in plain words, and the system on the disk starts without it. */
@Tag("emulator")
@Timeout(300)
final class FailOpenAcceptanceTest {
    private static final String AMD = "AuthenticAMD";
    private static final String INTEL = "GenuineIntel";

    @Test
    void aCpuWithoutAmdV() throws IOException {
        DemonstrationRun run = DemonstrationRun.of("--model", "max,-svm");
        assertThat(run.javisor()).anyMatch(line -> line.contains("this processor shows no AMD-V"));
        startedBare(run, AMD);
    }

    @ParameterizedTest
    @CsvSource({
        "p4_prescott_celeron_336, this Intel processor shows no VT-x",
        "corei5_lynnfield_750, unrestricted guest"
    })
    void anIntelCpuThatLacksSomething(String model, String words) throws IOException {
        DemonstrationRun run = DemonstrationRun.of("--cpu", "intel", "--model", model);
        assertThat(run.javisor()).anyMatch(line -> line.contains(words));
        startedBare(run, INTEL);
    }

    @ParameterizedTest
    @CsvSource({"amd, 0", "amd, 1", "amd, 4095", "amd, 40000", "intel, 0", "intel, 40000"})
    void aDamagedPayload(String maker, String offset) throws IOException {
        DemonstrationRun run = DemonstrationRun.of("--cpu", maker, "--corrupt", offset);
        assertThat(run.output()).containsPattern("(?i)damaged|checksum");
        startedBare(run, maker.equals("amd") ? AMD : INTEL);
    }

    private static void startedBare(DemonstrationRun run, String vendor) {
        assertThat(run.report().value("vendor")).isEqualTo(vendor);
        assertThat(run.report().value("boot-drive")).isEqualTo("0x81");
    }
}
