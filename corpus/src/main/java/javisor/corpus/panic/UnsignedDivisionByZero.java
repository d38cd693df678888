package javisor.corpus.panic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** An unsigned division by zero. */
public final class UnsignedDivisionByZero implements Program {
    @Override
    public void run() {
        Out.println(Integer.divideUnsigned(Input.of(7), Input.of(0)));
    }
}
