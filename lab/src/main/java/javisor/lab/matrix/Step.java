package javisor.lab.matrix;

import java.util.regex.Pattern;
import javisor.lab.Outcome;

/** One thing that is expected of a guest, or done to it. */
public sealed interface Step {
    /**
     * The guest sends a text on its serial port, behind what was expected before.
     *
     * @param text what is to be found
     */
    record Serial(Pattern text) implements Step {}

    /**
     * The guest shows a text on its screen. Where the emulator has no screen the step is left out.
     *
     * @param text what is to be found in a row
     */
    record Screen(Pattern text) implements Step {}

    /**
     * Someone types on the guest's serial port.
     *
     * @param text what is typed
     */
    record Typed(String text) implements Step {}

    /** A picture is taken of the guest's screen, if the emulator has one. */
    record Picture() implements Step {}

    /**
     * The machine ends by itself.
     *
     * @param ending how
     */
    record Ends(Outcome.Ending ending) implements Step {}

    /** {@return a step that expects a text on the serial port} */
    static Step serial(String regex) {
        return new Serial(Pattern.compile(regex));
    }

    /** {@return a step that expects a text on the screen} */
    static Step screen(String regex) {
        return new Screen(Pattern.compile(regex));
    }

    /** {@return a step that types a line} */
    static Step typed(String line) {
        return new Typed(line + "\r");
    }
}
