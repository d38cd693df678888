package javisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A Linux guest on the bare machine and the same guest under Javisor.
 *
 * @param bare the first run
 * @param hypervised the second
 * @param diskUnderJavisor what Linux calls its disk in the second run; {@code sda} in the first
 * @param explained in which lines of the kernel's log the two may differ: those with the brand string, which the CPUID policy changes,
 *     and what the machine has besides when it has the stick
 */
record LinuxComparison(LinuxRun bare, LinuxRun hypervised, String diskUnderJavisor, Pattern explained) {
    private static final String SUFFIX = " Javisor";
    private static final int LONGEST_BRAND = 47;

    /** The guest under Javisor sees the same machine, and logs the same, but for the brand string and the drive number. */
    void assertOnlyTheBrandStringDiffers() {
        assertThat(hypervised.fact("vendor_id")).isEqualTo(bare.fact("vendor_id"));
        assertThat(hypervised.fact("model_name")).isEqualTo(branded(bare.fact("model_name")));
        assertThat(hypervised.fact(diskUnderJavisor))
                .as("first MiB of the disk")
                .isEqualTo(bare.fact("sda"));
        assertThat(unexplained(hypervised, bare))
                .as("lines that only the kernel under Javisor logs")
                .isEmpty();
        assertThat(unexplained(bare, hypervised))
                .as("lines that only the kernel on the bare machine logs")
                .isEmpty();
        assertThat(bare.grub()).contains("(hd0,msdos1)");
        assertThat(hypervised.grub()).contains("(hd1,msdos1)");
    }

    private static String branded(String brand) {
        return brand.substring(0, Math.min(brand.length(), LONGEST_BRAND - SUFFIX.length())) + SUFFIX;
    }

    private List<String> unexplained(LinuxRun run, LinuxRun other) {
        return run.kernelLog().missingFrom(other.kernelLog()).stream()
                .filter(line -> !explained.matcher(line).find())
                .toList();
    }
}
