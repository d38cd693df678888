package javisor.corpus.heap;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** Objects of several classes behind one static array. */
public final class Polymorphism implements Program {
    private interface Handler {
        int handle(int x);
    }

    private abstract static class Scaling implements Handler {
        private final int factor;

        Scaling(int factor) {
            this.factor = factor;
        }

        @Override
        public int handle(int x) {
            return factor * x + offset();
        }

        abstract int offset();
    }

    private static final class Plain extends Scaling {
        Plain(int factor) {
            super(factor);
        }

        @Override
        int offset() {
            return 0;
        }
    }

    private static final class Shifted extends Scaling {
        private final int by;

        Shifted(int factor, int by) {
            super(factor);
            this.by = by;
        }

        @Override
        int offset() {
            return by;
        }
    }

    private static final Handler[] HANDLERS = {new Plain(2), new Shifted(3, 100), new Plain(-1)};
    private static final Handler FIXED = new Shifted(7, 7);

    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        for (Handler handler : HANDLERS) {
            Out.println(handler.handle(Input.of(11)));
        }
        Out.println(FIXED.handle(Input.of(1)));
    }
}
