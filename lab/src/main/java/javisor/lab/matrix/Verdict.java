package javisor.lab.matrix;

import java.time.Duration;
import java.util.List;

/** What came of one run. */
public sealed interface Verdict {
    /** {@return how long it took} */
    Duration time();

    /**
     * All that was expected has happened.
     *
     * @param time how long it took
     */
    record Passed(Duration time) implements Verdict {}

    /**
     * It has not.
     *
     * @param time how long it took
     * @param complaint what is missing, in one line
     * @param lastLines the end of what came on the serial port
     */
    record Failed(Duration time, String complaint, List<String> lastLines) implements Verdict {
        /** Copies the list. */
        public Failed {
            lastLines = List.copyOf(lastLines);
        }
    }
}
