package javisor.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A run's guest exits in the order they happened, told apart by what the machine had printed until then. QEMU writes a
 * line into its log for every exit and, with {@link #ARGUMENTS}, one for every access to the serial port's registers;
 * since both go through one file, the exits up to a line of serial text are counted exactly.
 */
public final class ExitTrace {
    /** What QEMU needs on its command line, besides an exit log, for the log to hold the serial text as well. */
    public static final List<String> ARGUMENTS = List.of("-trace", "serial_write");

    private static final Pattern EXIT = Pattern.compile("vmexit\\(([0-9a-f]{8}),.*");
    private static final Pattern SERIAL_WRITE =
            Pattern.compile(".*serial_write write addr 0x([0-9a-f]+) val 0x([0-9a-f]+)");
    private static final int TRANSMIT_REGISTER = 0;
    private static final int LINE_CONTROL_REGISTER = 3;
    private static final int DIVISOR_LATCH_ACCESS = 0x80;

    private final SortedMap<String, Long> counts = new TreeMap<>();
    private final List<Line> lines = new ArrayList<>();
    private final StringBuilder unfinished = new StringBuilder();
    private boolean divisorLatch;

    private ExitTrace() {}

    private record Line(String text, ExitCounts countsAtEnd) {}

    /** {@return the trace in a finished log} */
    public static ExitTrace read(Path log) throws IOException {
        ExitTrace trace = new ExitTrace();
        try (BufferedReader reader = Files.newBufferedReader(log, StandardCharsets.ISO_8859_1)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                trace.accept(line);
            }
        }
        return trace;
    }

    /** {@return the exits before the first line of serial text that contains a text was complete} */
    public ExitCounts until(String text) {
        return lines.stream()
                .filter(line -> line.text().contains(text))
                .findFirst()
                .map(Line::countsAtEnd)
                .orElseThrow(() -> new NoSuchElementException(
                        "the machine never printed \"" + text + "\"; it printed " + lines.size() + " lines"));
    }

    /** {@return the exits of the whole run} */
    public ExitCounts total() {
        return new ExitCounts(counts);
    }

    private void accept(String line) {
        Matcher exit = EXIT.matcher(line);
        if (exit.matches()) {
            counts.merge(SvmExitReason.name(Integer.parseUnsignedInt(exit.group(1), 16)), 1L, Long::sum);
            return;
        }
        Matcher write = SERIAL_WRITE.matcher(line);
        if (write.matches()) {
            serialWrite(Integer.parseInt(write.group(1), 16), Integer.parseInt(write.group(2), 16));
        }
    }

    private void serialWrite(int register, int value) {
        if (register == LINE_CONTROL_REGISTER) {
            divisorLatch = (value & DIVISOR_LATCH_ACCESS) != 0;
        } else if (register == TRANSMIT_REGISTER && !divisorLatch) {
            if (value == '\n') {
                lines.add(new Line(unfinished.toString(), total()));
                unfinished.setLength(0);
            } else if (value != '\r') {
                unfinished.append((char) value);
            }
        }
    }
}
