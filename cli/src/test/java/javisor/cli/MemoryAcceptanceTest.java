package javisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The memory Javisor withholds is at the end of RAM below 4 GiB, in no answer of the BIOS, and beyond the guest's reach. */
@Tag("emulator")
@Timeout(300)
final class MemoryAcceptanceTest {
    private static final long FOUR_GIB = 1L << 32;
    private static final long MIB = 1L << 20;
    private static final long LARGEST_WITHHELD = 2 * MIB;
    private static final Pattern E801 = Pattern.compile("(\\d+) KiB, (\\d+) \\* 64 KiB.*");
    private static final Pattern ABOVE_ONE_MIB = Pattern.compile("(\\d+) KiB above 1 MiB");

    @ParameterizedTest
    @CsvSource({"amd, 256M", "amd, 2G", "amd, 6G", "intel, 256M", "intel, 2G", "intel, 6G"})
    void theGuestNeitherHearsOfItNorReachesIt(String maker, String memory) throws IOException {
        DemonstrationRun bare = DemonstrationRun.of("--cpu", maker, "--memory", memory, "--bare");
        DemonstrationRun first = DemonstrationRun.of("--cpu", maker, "--memory", memory);
        DemonstrationRun.Range withheld = first.withheld();

        assertThat(withheld.last()).isEqualTo(endOfUsable(bare));
        assertThat(withheld.last() - withheld.first() + 1).isLessThanOrEqualTo(LARGEST_WITHHELD);
        assertThat(first.usable()).noneMatch(withheld::overlaps);
        assertThat(highestByOlderCalls(first.report())).isLessThanOrEqualTo(withheld.first());
        assertThat(first.report().value("int12")).isNotEqualTo("");

        String range = "%x-%x".formatted(withheld.first(), withheld.last());
        DemonstrationRun probing =
                DemonstrationRun.of("--cpu", maker, "--memory", memory, "--setting", "probe=" + range);
        assertThat(probing.withheld()).isEqualTo(withheld);
        assertThat(probing.report().values()).as(probing.output()).isNotEmpty();
        List<String> probes = probing.guest().stream()
                .filter(line -> line.startsWith("probe "))
                .toList();
        assertThat(probes).as(probing.output()).isNotEmpty().allMatch(line -> line.endsWith("write ignored"));
        assertThat(probes)
                .allMatch(line -> line.contains("reads ffffffffffffffff")
                        || line.contains("reads 0000000000000000")
                        || line.contains("reads 0xffffffffffffffff")
                        || line.contains("reads 0x0000000000000000"));
    }

    private static long endOfUsable(DemonstrationRun run) {
        return run.usable().stream()
                .mapToLong(DemonstrationRun.Range::last)
                .filter(last -> last < FOUR_GIB)
                .max()
                .orElseThrow();
    }

    /** {@return the address behind the highest byte that E801h, 88h and DA88h speak of} */
    private static long highestByOlderCalls(Report report) {
        long highest = 0;
        Matcher e801 = E801.matcher(report.value("int15-e801"));
        if (e801.matches()) {
            highest = 16 * MIB + (Long.parseLong(e801.group(2)) << 16);
        }
        for (String key : List.of("int15-88", "int15-da88")) {
            Matcher answer = ABOVE_ONE_MIB.matcher(report.value(key));
            if (answer.matches()) {
                highest = Math.max(highest, MIB + (Long.parseLong(answer.group(1)) << 10));
            }
        }
        return highest;
    }
}
