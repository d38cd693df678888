package javisor.corpus.heap;

import javisor.corpus.Out;
import javisor.corpus.Program;

/** Two classes whose initialisers need each other: one sees a zero. */
public final class CircularInitialisation implements Program {
    private static final class Left {
        static final int VALUE = Right.value() + 1;

        static int value() {
            return VALUE;
        }
    }

    private static final class Right {
        static final int VALUE = Left.value() + 10;

        static int value() {
            return VALUE;
        }
    }

    private static final int START = Left.VALUE;

    @Override
    public void run() {
        Out.println(START);
        Out.println(Left.value());
        Out.println(Right.value());
    }
}
