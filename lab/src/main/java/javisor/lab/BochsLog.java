package javisor.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What Bochs writes into its log, read while it writes it. A line is a time, a letter for its level and the device it
 * comes from: {@code 00165124640p[ACPI  ] >>PANIC<< ACPI control: soft power off}. The last errors and panics are kept.
 * Of the debug lines, of which there can be tens of millions, those about guest exits and about serial registers go to a
 * file, if there is one; {@link ExitTrace} understands them.
 */
final class BochsLog {
    private static final int KEPT = 8;
    private static final String PANIC = ">>PANIC<<";
    private static final List<String> TRIPLE_FAULT = List.of("exception with no resolution");
    private static final List<String> TRACED = List.of("VMEXIT reason", "register write to  address: 0x03f");

    /** Comes once when the machine is switched on. */
    private static final String RESET = "bx_pc_system_c::Reset(";

    private final Optional<Path> trace;
    private final boolean rebooting;
    private final Deque<String> complaints = new ArrayDeque<>();
    private int resets;

    /**
     * A log.
     *
     * @param trace where its debug lines go, if anywhere
     * @param rebooting whether the machine may reset itself and go on
     */
    BochsLog(Optional<Path> trace, boolean rebooting) {
        this.trace = trace;
        this.rebooting = rebooting;
    }

    /** Reads all there is, until Bochs ends or its machine resets itself, which Bochs would not end for. */
    void read(InputStream output) {
        try (BufferedReader reader =
                        new BufferedReader(new InputStreamReader(output, StandardCharsets.ISO_8859_1), 1 << 16);
                Writer file = trace.isPresent()
                        ? Files.newBufferedWriter(trace.get(), StandardCharsets.ISO_8859_1)
                        : Writer.nullWriter()) {
            for (String line = reader.readLine(); line != null && !tellsOfReset(); line = reader.readLine()) {
                accept(line, file);
            }
        } catch (IOException gone) {
            // Bochs was ended while it wrote.
        }
    }

    /** {@return whether one of the complaints contains one of the texts} */
    synchronized boolean tells(List<String> texts) {
        return complaints.stream().anyMatch(line -> texts.stream().anyMatch(line::contains));
    }

    /** {@return whether the machine has reset itself and that is its end} */
    synchronized boolean tellsOfReset() {
        return resets > 1 && !rebooting;
    }

    /** {@return whether the machine has ended by a triple fault} */
    synchronized boolean tellsOfTripleFault() {
        return tells(TRIPLE_FAULT) && !rebooting;
    }

    /** {@return the last errors and panics, if a panic is among them} */
    synchronized Optional<String> failure() {
        return tells(List.of(PANIC))
                ? Optional.of(withoutHeads(complaints.stream().toList()))
                : Optional.empty();
    }

    /** {@return lines of a log without what stands before their text} */
    static String withoutHeads(List<String> lines) {
        return String.join(
                "\n",
                lines.stream()
                        .map(line -> line.substring(line.indexOf(']') + 1)
                                .replace(PANIC, "")
                                .strip())
                        .toList());
    }

    /** {@return whether a line of the log or of standard error tells of an error} */
    static boolean isComplaint(String line) {
        char level = level(line);
        return (level == 'e' || level == 'p') && !line.contains("notify called");
    }

    private void accept(String line, Writer file) throws IOException {
        if (level(line) == 'd') {
            if (TRACED.stream().anyMatch(line::contains)) {
                file.write(line);
                file.write('\n');
            }
        } else {
            keep(line);
        }
    }

    private synchronized void keep(String line) {
        if (line.contains(RESET)) {
            resets++;
        } else if (isComplaint(line)) {
            complaints.add(line);
            if (complaints.size() > KEPT) {
                complaints.remove();
            }
        }
    }

    private static char level(String line) {
        int bracket = line.indexOf('[');
        return bracket > 1 && Character.isDigit(line.charAt(0)) ? line.charAt(bracket - 1) : ' ';
    }
}
