package javisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/**
 * A Linux guest on the bare machine and the same guest under Javisor.
 *
 * @param bare the first run
 * @param hypervised the second
 */
record LinuxComparison(LinuxRun bare, LinuxRun hypervised) {
    /** The one line that has the brand string in it, which the CPUID policy changes. */
    private static final String POLICY_LINE = "smpboot: CPU0: ";

    /** The guest under Javisor sees the same machine, and logs the same, but for the brand string and the drive number. */
    void assertOnlyTheBrandStringDiffers() {
        assertThat(hypervised.fact("vendor_id")).isEqualTo(bare.fact("vendor_id"));
        assertThat(hypervised.fact("model_name")).isEqualTo(bare.fact("model_name") + " Javisor");
        assertThat(hypervised.fact("sda")).as("first MiB of the disk").isEqualTo(bare.fact("sda"));
        assertThat(unexplained(hypervised, bare))
                .as("lines that only the kernel under Javisor logs")
                .isEmpty();
        assertThat(unexplained(bare, hypervised))
                .as("lines that only the kernel on the bare machine logs")
                .isEmpty();
        assertThat(bare.grub()).contains("(hd0,msdos1)");
        assertThat(hypervised.grub()).contains("(hd1,msdos1)");
    }

    private static List<String> unexplained(LinuxRun run, LinuxRun other) {
        return run.kernelLog().missingFrom(other.kernelLog()).stream()
                .filter(line -> !line.contains(POLICY_LINE))
                .toList();
    }
}
