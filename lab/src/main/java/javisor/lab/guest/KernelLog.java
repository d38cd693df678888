package javisor.lab.guest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a Linux kernel logged while it booted, for comparing the same guest on two machines. Two boots of one machine
 * differ in times, rates and the order of what runs in parallel, by which disks get their letters too; so lines are
 * compared without their time stamps, with every number and every disk's letter replaced by a sign, and without regard to
 * order.
 *
 * @param lines the log as the guest printed it
 */
public record KernelLog(List<String> lines) {
    private static final String BEGIN = "JAVISOR-GUEST-DMESG-BEGIN";
    private static final String END = "JAVISOR-GUEST-DMESG-END";
    private static final Pattern TIME_STAMP = Pattern.compile("^\\[ *\\d+\\.\\d+] ");
    private static final Pattern DISK = Pattern.compile("\\bsd[a-z](?=\\d*\\b)");
    private static final Pattern NUMBER = Pattern.compile("0x[0-9a-f]+|\\b[0-9a-f]{8,}\\b|\\d+(\\.\\d+)*");

    /** Copies the lines. */
    public KernelLog {
        lines = List.copyOf(lines);
    }

    /** {@return the kernel log in the serial output of a guest whose command line has {@code javisor.dmesg}} */
    public static KernelLog in(List<String> serialOutput) {
        List<String> lines = new ArrayList<>();
        boolean inside = false;
        for (String line : serialOutput) {
            if (line.contains(END)) {
                return new KernelLog(lines);
            }
            if (inside) {
                lines.add(line);
            }
            inside |= line.contains(BEGIN);
        }
        throw new IllegalArgumentException(
                "the guest printed no complete kernel log: build its disk with --kernel-options javisor.dmesg");
    }

    /** {@return the lines, as printed, that this log has and the other lacks} A repeated line needs as many partners. */
    public List<String> missingFrom(KernelLog other) {
        Map<String, Integer> partners = new HashMap<>();
        other.lines.forEach(line -> partners.merge(essence(line), 1, Integer::sum));
        return lines.stream()
                .filter(line -> partners.merge(essence(line), -1, Integer::sum) < 0)
                .toList();
    }

    /** {@return the lines, as printed, of which the other log has none, however often it has them} */
    public List<String> unknownTo(KernelLog other) {
        Set<String> known = other.lines.stream().map(KernelLog::essence).collect(Collectors.toSet());
        return lines.stream().filter(line -> !known.contains(essence(line))).toList();
    }

    private static String essence(String line) {
        String text = TIME_STAMP.matcher(line).replaceFirst("");
        return NUMBER.matcher(DISK.matcher(text).replaceAll("sd#")).replaceAll("#");
    }
}
