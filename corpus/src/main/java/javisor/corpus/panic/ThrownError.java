package javisor.corpus.panic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** A throw of an error. */
public final class ThrownError implements Program {
    @Override
    public void run() {
        check(Input.of(1));
        check(Input.of(2));
    }

    private static void check(int x) {
        if (x == 2) {
            throw new AssertionError("two is wrong");
        }
        Out.println(x);
    }
}
