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
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A run's guest exits in the order they happened, told apart by what the machine had printed until then. QEMU and Bochs
 * write a line into their log for every exit and one for every write to the serial port's registers; since both go through
 * one file, the exits up to a line of serial text are counted exactly.
 */
public final class ExitTrace {
    private static final List<ExitLine> EXIT_LINES = List.of(
            new ExitLine(Pattern.compile("^vmexit\\(([0-9a-f]{8}),"), 16, SvmExitReason::name),
            new ExitLine(Pattern.compile("SVM VMEXIT reason=(-?\\d+)"), 10, SvmExitReason::name),
            new ExitLine(Pattern.compile("VMEXIT reason = (\\d+)"), 10, VmxExitReason::name));
    private static final List<Pattern> SERIAL_WRITES = List.of(
            Pattern.compile("serial_write write addr 0x([0-9a-f]+) val 0x([0-9a-f]+)"),
            Pattern.compile("com1 register write to  address: 0x03f([89a-f]) = 0x([0-9a-f]+)"));
    private static final int REGISTERS = 8;
    private static final int TRANSMIT_REGISTER = 0;
    private static final int LINE_CONTROL_REGISTER = 3;
    private static final int DIVISOR_LATCH_ACCESS = 0x80;

    private static final Pattern BOCHS_PROCESSOR = Pattern.compile("\\[CPU(\\d+) *]");

    private final SortedMap<String, Long> counts = new TreeMap<>();
    private final SortedMap<Integer, SortedMap<String, Long>> countsByProcessor = new TreeMap<>();
    private final List<Line> lines = new ArrayList<>();
    private final StringBuilder unfinished = new StringBuilder();
    private boolean divisorLatch;

    private ExitTrace() {}

    /** How a log tells of an exit: the code in the first group, and what its name is. */
    private record ExitLine(Pattern pattern, int radix, IntFunction<String> name) {}

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

    /** {@return the exits of each processor of which there were any} QEMU does not say whose they are, so there are none. */
    public SortedMap<Integer, ExitCounts> byProcessor() {
        SortedMap<Integer, ExitCounts> all = new TreeMap<>();
        countsByProcessor.forEach((number, exits) -> all.put(number, new ExitCounts(exits)));
        return all;
    }

    private void accept(String line) {
        for (ExitLine form : EXIT_LINES) {
            Matcher exit = form.pattern().matcher(line);
            if (exit.find()) {
                int code = (int) Long.parseLong(exit.group(1), form.radix());
                count(line, form.name().apply(code));
                return;
            }
        }
        for (Pattern form : SERIAL_WRITES) {
            Matcher write = form.matcher(line);
            if (write.find()) {
                int register = Integer.parseInt(write.group(1), 16) % REGISTERS;
                serialWrite(register, Integer.parseInt(write.group(2), 16));
                return;
            }
        }
    }

    private void count(String line, String reason) {
        counts.merge(reason, 1L, Long::sum);
        Matcher processor = BOCHS_PROCESSOR.matcher(line);
        if (processor.find()) {
            countsByProcessor
                    .computeIfAbsent(Integer.valueOf(processor.group(1)), number -> new TreeMap<>())
                    .merge(reason, 1L, Long::sum);
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
