package javisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code javisor run} with the test OS under Javisor, as a user would start it, and what came of it.
 *
 * @param exitCode the command's
 * @param output all it printed on standard output
 * @param javisor Javisor's lines, without prefix
 * @param guest the guest's lines
 */
record DemonstrationRun(int exitCode, String output, List<String> javisor, List<String> guest) {
    private static final Pattern WITHHELD = Pattern.compile("withheld 0x([0-9a-f]+)-0x([0-9a-f]+) .*");
    private static final Pattern RANGE = Pattern.compile("0x([0-9a-f]+)-0x([0-9a-f]+) (.*)");

    /**
     * A range of memory.
     *
     * @param first address of its first byte
     * @param last address of its last byte
     */
    record Range(long first, long last) {
        boolean overlaps(Range other) {
            return first <= other.last && other.first <= last;
        }

        private static Range of(Matcher matcher) {
            return new Range(
                    Long.parseUnsignedLong(matcher.group(1), 16), Long.parseUnsignedLong(matcher.group(2), 16));
        }
    }

    /** Runs the test OS with options in front of which {@code run --disk testos} is put. */
    static DemonstrationRun of(String... options) throws IOException {
        Images.prepare(Home.find(), new PrintWriter(Writer.nullWriter()));
        List<String> arguments = new ArrayList<>(List.of("run", "--disk", "testos"));
        arguments.addAll(List.of(options));
        Invocation invocation = Invocation.of(arguments.toArray(String[]::new));
        assertThat(invocation.err()).isEmpty();
        return new DemonstrationRun(
                invocation.exitCode(),
                invocation.out(),
                column(invocation, "javisor | "),
                column(invocation, "guest   | "));
    }

    private static List<String> column(Invocation invocation, String head) {
        return invocation
                .out()
                .lines()
                .filter(line -> line.startsWith(head))
                .map(line -> line.substring(head.length()))
                .toList();
    }

    /** Asserts that the test OS ran to its end and {@return what it reported}. */
    Report report() {
        assertThat(guest).as(output).contains(Report.COMPLETE);
        assertThat(exitCode).as(output).isZero();
        return Report.of(guest);
    }

    /** {@return the range that Javisor says it withholds} */
    Range withheld() {
        return javisor.stream()
                .map(WITHHELD::matcher)
                .filter(Matcher::matches)
                .map(Range::of)
                .findFirst()
                .orElseThrow(() -> new AssertionError("Javisor does not say what it withholds:\n" + output));
    }

    /** {@return the ranges of the guest's memory map that are usable} */
    List<Range> usable() {
        return report().values().get("memory").stream()
                .map(RANGE::matcher)
                .filter(matcher -> matcher.matches() && matcher.group(3).equals("usable"))
                .map(Range::of)
                .toList();
    }
}
