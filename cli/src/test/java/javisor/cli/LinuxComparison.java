package javisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A Linux guest on the bare machine and the same guest under Javisor.
 *
 * @param disk the kernel's name for the guest's disk
 * @param bare the first run
 * @param hypervised the second
 */
record LinuxComparison(String disk, LinuxRun bare, LinuxRun hypervised) {
    /** The one line that has the brand string in it, which the CPUID policy changes. */
    private static final String POLICY_LINE = "smpboot: CPU0: ";

    /** A line of the BIOS's memory map. The withheld range is one more where no reserved range follows it. */
    private static final Predicate<String> RESERVED =
            Pattern.compile("] BIOS-e820: .* reserved$").asPredicate();

    private static final String MARK = " Javisor";
    private static final int LONGEST_BRAND = 47;

    /** The guest under Javisor sees the same machine, and logs the same, but for the brand string and the drive number. */
    void assertOnlyTheBrandStringDiffers() {
        assertThat(hypervised.fact("vendor_id")).isEqualTo(bare.fact("vendor_id"));
        assertThat(hypervised.fact("model_name")).isEqualTo(marked(bare.fact("model_name")));
        assertThat(hypervised.fact(disk)).as("first MiB of the disk").isEqualTo(bare.fact(disk));
        List<String> added = unexplained(hypervised, bare);
        assertThat(added)
                .as("lines that only the kernel under Javisor logs")
                .filteredOn(RESERVED.negate())
                .isEmpty();
        assertThat(added)
                .as("reserved ranges that only the kernel under Javisor logs")
                .filteredOn(RESERVED)
                .hasSizeLessThanOrEqualTo(1);
        assertThat(unexplained(bare, hypervised))
                .as("lines that only the kernel on the bare machine logs")
                .isEmpty();
        assertThat(bare.grub()).contains("(hd0,msdos1)");
        assertThat(hypervised.grub()).contains("(hd1,msdos1)");
    }

    /** {@return the brand string as Javisor shows it, shortened if its mark has no room behind it} */
    private static String marked(String brand) {
        return brand.substring(0, Math.min(brand.length(), LONGEST_BRAND - MARK.length())) + MARK;
    }

    private static List<String> unexplained(LinuxRun run, LinuxRun other) {
        return run.kernelLog().missingFrom(other.kernelLog()).stream()
                .filter(line -> !line.contains(POLICY_LINE))
                .toList();
    }
}
