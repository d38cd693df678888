package javisor.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.regex.Pattern;
import javisor.lab.SerialLine;

/**
 * Shows what a machine sends on its serial port, with Javisor's lines and the guest's told apart: by colour for a person
 * at a terminal, by a column in front otherwise.
 */
final class SerialPrinter {
    /** What every line of Javisor's begins with. */
    static final String PREFIX = "[javisor] ";

    private static final String CYAN = "\u001b[36m";
    private static final String PLAIN = "\u001b[0m";
    private static final Pattern TERMINAL_COMMANDS = Pattern.compile(
            "\u001b\\[[0-?]*[ -/]*[@-~]|\u001b[()][0-9A-Z]|\u001b[=>78DEHMNOZc]|[\\x00-\\x08\\x0b-\\x1f\\x7f]");

    private final PrintWriter out;
    private final boolean colours;
    private volatile boolean readerHasGone;

    SerialPrinter(PrintWriter out, boolean colours) {
        this.out = out;
        this.colours = colours;
    }

    /** {@return a printer that nobody sees} */
    static SerialPrinter silent() {
        return new SerialPrinter(new PrintWriter(Writer.nullWriter()), false);
    }

    /** {@return whether a person looks at standard output and has not declined colours} */
    static boolean coloursWanted() {
        return System.console() != null
                && System.console().isTerminal()
                && System.getenv("NO_COLOR") == null
                && !"dumb".equals(System.getenv("TERM"));
    }

    /** {@return whether Javisor sent the line, not the guest} */
    static boolean isJavisors(String line) {
        return line.startsWith(PREFIX);
    }

    void print(SerialLine line) {
        String text = TERMINAL_COMMANDS.matcher(line.text()).replaceAll("");
        boolean javisors = isJavisors(text);
        if (colours) {
            out.println(javisors ? CYAN + text + PLAIN : text);
        } else {
            out.println(javisors ? "javisor | " + text.substring(PREFIX.length()) : "guest   | " + text);
        }
        readerHasGone = out.checkError();
    }

    /** {@return whether nobody read the output any more when the last line was printed, as behind {@code head}} */
    boolean readerHasGone() {
        return readerHasGone;
    }
}
