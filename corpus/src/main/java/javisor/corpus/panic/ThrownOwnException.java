package javisor.corpus.panic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** A throw of a class of the program's own. */
public final class ThrownOwnException implements Program {
    private static final class OwnException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OwnException(String message) {
            super(message);
        }
    }

    @Override
    public void run() {
        fail(Input.of(2));
    }

    private static void fail(int x) {
        Out.println(x);
        throw new OwnException(x == 2 ? "two" : "other");
    }
}
