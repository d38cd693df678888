package javisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The two commands of a newcomer, and what a guest may notice of Javisor. */
@Tag("emulator")
@Timeout(300)
final class DemonstrationAcceptanceTest {
    /** What must differ, what the missing memory and the stick's presence explain, and what AMD-V's absence explains. */
    private static final Set<String> EXPLAINED = Set.of(
            "vendor",
            "brand",
            "boot-drive",
            "other-drive",
            "disks",
            "memory-map",
            "memory",
            "int12",
            "int15-e801",
            "int15-88",
            "int15-c7",
            "int15-da88",
            "cpuid-highest-extended-leaf",
            "features-80000001-ecx",
            "features-8000000a-eax",
            "features-8000000a-edx",
            "virtualisation",
            "cpuid-loop-tsc",
            "empty-loop-tsc",
            "cpuid-tsc");

    @Test
    void withoutOptionsATableShowsWhatDiffers() throws IOException {
        Invocation invocation = Invocation.of("run");
        assertThat(invocation.exitCode())
                .as(invocation.out() + invocation.err())
                .isZero();
        assertThat(invocation.out())
                .containsPattern("vendor +AuthenticAMD +JavisorJavis")
                .containsPattern("(?m)^memory +0x[0-9a-f]+-0x[0-9a-f]+ usable +0x[0-9a-f]+-0x[0-9a-f]+ usable$");
    }

    @Test
    void nothingDiffersThatIsNotExplained() throws IOException {
        Report bare = DemonstrationRun.of("--bare").report();
        Report hypervised = DemonstrationRun.of().report();
        assertThat(bare.differences(hypervised))
                .extracting(Report.Difference::key)
                .isSubsetOf(EXPLAINED);
        assertThat(hypervised.value("virtualisation")).isEqualTo("none");
    }

    @Test
    void theVendorIsTheOneAskedFor() throws IOException {
        assertThat(DemonstrationRun.of("--vendor", "Made by Java").report().value("vendor"))
                .isEqualTo("Made by Java");
    }

    @Test
    void aCpuModelWithFewFeaturesWillDo() throws IOException {
        assertThat(DemonstrationRun.of("--model", "EPYC").report().value("vendor"))
                .isEqualTo("JavisorJavis");
    }

    @Test
    void theGuestsDiskIsDrive81UnlessSwapped() throws IOException {
        assertThat(DemonstrationRun.of().report().value("boot-drive")).isEqualTo("0x81");
        assertThat(DemonstrationRun.of("--boot-drive", "swap").report().value("boot-drive"))
                .isEqualTo("0x80");
    }
}
