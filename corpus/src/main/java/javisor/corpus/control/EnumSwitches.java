package javisor.corpus.control;

import javisor.corpus.Out;
import javisor.corpus.Program;

/** Switches over an enum, as statement and as exhaustive expression. */
public final class EnumSwitches implements Program {
    enum Colour {
        RED,
        GREEN,
        BLUE,
        BLACK
    }

    private static final Colour[] ALL = {Colour.BLUE, Colour.RED, Colour.BLACK, Colour.GREEN};

    @Override
    public void run() {
        for (Colour colour : ALL) {
            switch (colour) {
                case RED:
                    Out.println("red");
                    break;
                case BLUE:
                    Out.println("blue");
                    break;
                default:
                    Out.println("other");
            }
            Out.hex(code(colour));
        }
    }

    private static int code(Colour colour) {
        return switch (colour) {
            case RED -> 0xFF0000;
            case GREEN -> 0xFF00;
            case BLUE -> 0xFF;
            case BLACK -> 0;
        };
    }
}
