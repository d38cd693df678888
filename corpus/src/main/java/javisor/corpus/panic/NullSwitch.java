package javisor.corpus.panic;

import javisor.corpus.Out;
import javisor.corpus.Program;

/** A switch over an enum that is null. */
public final class NullSwitch implements Program {
    private enum Colour {
        RED,
        BLUE
    }

    private static Colour colour;

    @Override
    public void run() {
        colour = Colour.RED;
        Out.println(code());
        colour = null;
        Out.println(code());
    }

    private static int code() {
        return switch (colour) {
            case RED -> 1;
            case BLUE -> 2;
        };
    }
}
