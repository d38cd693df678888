package javisor.corpus.panic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** A failure in small methods that a compiler inlines into each other. */
public final class InlinedCalls implements Program {
    private final int[] values = {1, 2, 3};

    @Override
    public void run() {
        Out.println(outer(Input.of(1)));
        Out.println(outer(Input.of(5)));
    }

    private int outer(int x) {
        return middle(x - 1) + 1;
    }

    private int middle(int x) {
        int twice = inner(x);
        return twice * 2;
    }

    private int inner(int x) {
        return values[x];
    }
}
