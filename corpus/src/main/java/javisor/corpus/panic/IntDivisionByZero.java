package javisor.corpus.panic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** A division of int by zero. */
public final class IntDivisionByZero implements Program {
    @Override
    public void run() {
        Out.println(Input.of(7) / Input.of(0));
    }
}
