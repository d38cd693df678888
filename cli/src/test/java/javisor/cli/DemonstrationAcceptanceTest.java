package javisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The two commands of a newcomer, and what a guest may notice of Javisor. */
@Tag("emulator")
@Timeout(300)
final class DemonstrationAcceptanceTest {
    /** What must differ, what the missing memory and the stick's presence explain, and what the absence of AMD-V or VT-x explains. */
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
            "features-1-ecx",
            "features-1-edx",
            "features-80000001-ecx",
            "features-8000000a-eax",
            "features-8000000a-edx",
            "virtualisation",
            "cpuid-loop-tsc",
            "empty-loop-tsc",
            "cpuid-tsc");

    @ParameterizedTest
    @CsvSource({"amd, AuthenticAMD", "intel, GenuineIntel"})
    void aTableShowsWhatDiffers(String maker, String vendor) throws IOException {
        Invocation invocation = Invocation.of("run", "--cpu", maker);
        assertThat(invocation.exitCode())
                .as(invocation.out() + invocation.err())
                .isZero();
        assertThat(invocation.out())
                .containsPattern("vendor +" + vendor + " +JavisorJavis")
                .containsPattern("(?m)^memory +0x[0-9a-f]+-0x[0-9a-f]+ usable +0x[0-9a-f]+-0x[0-9a-f]+ usable$");
    }

    @ParameterizedTest
    @ValueSource(strings = {"amd", "intel"})
    void nothingDiffersThatIsNotExplained(String maker) throws IOException {
        Report bare = DemonstrationRun.of("--cpu", maker, "--bare").report();
        Report hypervised = DemonstrationRun.of("--cpu", maker).report();
        assertThat(bare.differences(hypervised))
                .extracting(Report.Difference::key)
                .isSubsetOf(EXPLAINED);
        assertThat(hypervised.value("virtualisation")).isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource({"amd, AuthenticAMD, AMD-V", "intel, GenuineIntel, VT-x"})
    void theBareTestOsStartsEveryProcessor(String maker, String vendor, String virtualisation) throws IOException {
        Report report =
                DemonstrationRun.of("--cpu", maker, "--cpus", "4", "--bare").report();
        for (int cpu = 0; cpu < 4; cpu++) {
            assertThat(report.value("cpu-" + cpu))
                    .isEqualTo("vendor " + vendor + ", virtualisation " + virtualisation + ", APIC id " + cpu);
        }
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

    @ParameterizedTest
    @ValueSource(strings = {"amd", "intel"})
    void theGuestsDiskIsDrive81UnlessSwapped(String maker) throws IOException {
        assertThat(DemonstrationRun.of("--cpu", maker).report().value("boot-drive"))
                .isEqualTo("0x81");
        assertThat(DemonstrationRun.of("--cpu", maker, "--boot-drive", "swap")
                        .report()
                        .value("boot-drive"))
                .isEqualTo("0x80");
    }

    /** Bochs counts instructions, and so do these figures. */
    @Test
    void anExitForCpuidTakesAtMost90InstructionsOnIntel() throws IOException {
        Report bare = DemonstrationRun.of("--cpu", "intel", "--bare").report();
        Report hypervised = DemonstrationRun.of("--cpu", "intel").report();
        assertThat(Long.parseLong(hypervised.value("cpuid-tsc")) - Long.parseLong(bare.value("cpuid-tsc")))
                .isBetween(40L, 90L);
    }
}
