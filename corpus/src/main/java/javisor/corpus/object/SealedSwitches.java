package javisor.corpus.object;

import javisor.corpus.Out;
import javisor.corpus.Program;

/** Switches over the types of a sealed hierarchy. */
public final class SealedSwitches implements Program {
    sealed interface Shape permits Circle, Square, Nothing {}

    record Circle(int radius) implements Shape {}

    record Square(int side, String name) implements Shape {}

    enum Nothing implements Shape {
        NOTHING
    }

    private static final Shape[] SHAPES = {
        new Circle(3), new Square(4, "tile"), Nothing.NOTHING, new Square(10, "field"), new Circle(20)
    };

    @Override
    public void run() {
        for (Shape shape : SHAPES) {
            Out.println(measure(shape));
            Out.println(describe(shape));
        }
    }

    private static int measure(Shape shape) {
        return switch (shape) {
            case Circle circle -> 3 * circle.radius() * circle.radius();
            case Square square -> square.side() * square.side();
            case Nothing nothing -> 0;
        };
    }

    private static String describe(Shape shape) {
        return switch (shape) {
            case Circle circle when circle.radius() > 10 -> "big circle";
            case Circle circle -> "circle";
            case Square square -> square.name();
            case Nothing nothing -> "nothing";
        };
    }
}
