package javisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
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
@Timeout(900)
final class LinuxAcceptanceTest {
    @TempDir
    private static Path directory;

    private static Path debian12;

    @BeforeAll
    static void buildDisk() {
        debian12 = LinuxRun.disk(directory.resolve("debian12.img"), "--kernel-options", "javisor.dmesg");
    }

    @ParameterizedTest
    @ValueSource(strings = {"max", "EPYC"})
    void debian12NoticesNothingButTheBrandString(String model) throws InterruptedException, ExecutionException {
        LinuxMachine.QEMU_AMD_V.compare(debian12, "--model", model).assertOnlyTheBrandStringDiffers();
    }

    @ParameterizedTest
    @ValueSource(strings = {"corei7_haswell_4770", "corei7_skylake_x"})
    void debian12NoticesNothingButTheBrandStringOnIntelEither(String model)
            throws InterruptedException, ExecutionException {
        LinuxMachine.BOCHS_VT_X.compare(debian12, "--model", model).assertOnlyTheBrandStringDiffers();
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
}
