package javisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stock Debian kernels under Javisor: they come up, and notice nothing but what the CPUID policy shows them. */
@Tag("emulator")
@Timeout(600)
final class LinuxAcceptanceTest {
    /** Time goes by with the instructions executed, so that the kernel's calibrations do not depend on what else runs here. */
    private static final String COUNTED = "shift=0,sleep=off";

    @TempDir
    private static Path directory;

    private static Path debian12;

    @BeforeAll
    static void buildDisk() {
        debian12 = LinuxRun.disk(directory.resolve("debian12.img"), "--kernel-options", "javisor.dmesg");
    }

    @ParameterizedTest
    @ValueSource(strings = {"max", "EPYC"})
    void debian12NoticesNothingButTheBrandString(String model) throws IOException {
        LinuxRun bare = LinuxRun.of(debian12, "--model", model, "--bare", "--", "-icount", COUNTED);
        LinuxRun hypervised = LinuxRun.of(debian12, "--model", model, "--", "-icount", COUNTED);

        assertThat(hypervised.fact("vendor_id")).isEqualTo(bare.fact("vendor_id"));
        assertThat(hypervised.fact("model_name")).isEqualTo(bare.fact("model_name") + " Javisor");
        assertThat(hypervised.fact("sda")).as("first MiB of the disk").isEqualTo(bare.fact("sda"));
        assertThat(unexplained(hypervised.kernelLog().missingFrom(bare.kernelLog())))
                .as("lines that only the kernel under Javisor logs")
                .isEmpty();
        assertThat(unexplained(bare.kernelLog().missingFrom(hypervised.kernelLog())))
                .as("lines that only the kernel on the bare machine logs")
                .isEmpty();
        assertThat(bare.grub()).contains("(hd0,msdos1)");
        assertThat(hypervised.grub()).contains("(hd1,msdos1)");
    }

    @Test
    void swappedDriveNumbersMakeTheOsDiskTheFirst() throws IOException {
        assertThat(LinuxRun.of(debian12, "--boot-drive", "swap").grub()).contains("(hd0,msdos1)");
    }

    @ParameterizedTest
    @CsvSource({"256M, 200_000", "2G, 1_950_000", "6G, 5_900_000"})
    void anySizeOfMemoryWillDo(String memory, String leastKibibytes) throws IOException {
        LinuxRun hypervised = LinuxRun.of(debian12, "--memory", memory);

        assertThat(Long.parseLong(hypervised.fact("MemTotal").replace(" kB", "")))
                .isGreaterThan(Long.parseLong(leastKibibytes.replace("_", "")));
    }

    @Test
    void debian13SeesTheVendorItIsShown() throws IOException {
        Path debian13 = LinuxRun.disk(directory.resolve("debian13.img"), "--release", "13");

        LinuxRun hypervised = LinuxRun.of(debian13, "--vendor", "JavisorJavis");

        assertThat(hypervised.fact("vendor_id")).isEqualTo("JavisorJavis");
        assertThat(hypervised.ready()).contains(" 6.12.");
    }

    /** The one line that has the brand string in it, which the CPUID policy changes. */
    private static List<String> unexplained(List<String> lines) {
        return lines.stream().filter(line -> !line.contains("smpboot: CPU0: ")).toList();
    }
}
