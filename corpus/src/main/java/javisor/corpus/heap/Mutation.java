package javisor.corpus.heap;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Objects of the image are changed at run time. */
public final class Mutation implements Program {
    private static final class Counter {
        private int count = 10;
        private final int step;
        private Counter next;

        Counter(int step) {
            this.step = step;
        }

        int advance() {
            count += step;
            return count;
        }
    }

    private static final Counter ONE = new Counter(1);
    private static final Counter TEN = new Counter(10);

    @Override
    public void run() {
        ONE.count = 10;
        ONE.next = null;
        ONE.advance();
        Out.println(ONE.advance());
        Out.println(TEN.count);
        ONE.next = TEN;
        TEN.next = new Counter(Input.of(100));
        Out.println(ONE.next.next.advance());
        Out.println(ONE.next.step);
    }
}
