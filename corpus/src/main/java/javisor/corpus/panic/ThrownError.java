package javisor.corpus.panic;

import javisor.corpus.Input;
import javisor.corpus.Program;

/** A throw of an error made in another method. */
public final class ThrownError implements Program {
    @Override
    public void run() {
        throw failure(Input.of(1));
    }

    private static Error failure(int x) {
        return x == 1 ? new AssertionError() : new StackOverflowError();
    }
}
