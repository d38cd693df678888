package javisor.cli;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The memory that Javisor keeps from the guest, as it says at boot.
 *
 * @param first physical address of its first byte
 * @param last physical address of its last byte
 */
record WithheldRange(long first, long last) {
    private static final Pattern LINE = Pattern.compile(".*withheld 0x([0-9a-f]+)-0x([0-9a-f]+).*");

    /** {@return the range that lines from the serial port tell of} Of several boots the last counts. */
    static Optional<WithheldRange> in(List<String> lines) {
        return lines.reversed().stream()
                .filter(SerialPrinter::isJavisors)
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .map(range -> new WithheldRange(Long.parseLong(range.group(1), 16), Long.parseLong(range.group(2), 16)))
                .findFirst();
    }

    /** {@return whether a line from the serial port tells of it} */
    static boolean isIn(String line) {
        return in(List.of(line)).isPresent();
    }

    /** {@return its length in bytes} */
    long bytes() {
        return last - first + 1;
    }
}
