package javisor.corpus.panic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** A division by a zero that the compiler can see. */
public final class DivisionByConstantZero implements Program {
    @Override
    public void run() {
        int zero = 0;
        Out.println("before");
        Out.println(Input.of(1) / zero);
    }
}
