package javisor.corpus.panic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** A throw of another class, without a message. */
public final class ThrownArgument implements Program {
    @Override
    public void run() {
        check(Input.of(5));
        check(Input.of(-5));
    }

    private static void check(int x) {
        if (x < 0) {
            throw new IllegalArgumentException();
        }
        Out.println(x);
    }
}
