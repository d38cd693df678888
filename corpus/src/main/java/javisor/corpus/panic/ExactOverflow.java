package javisor.corpus.panic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** An overflow in exact arithmetic. */
public final class ExactOverflow implements Program {
    @Override
    public void run() {
        Out.println(Math.addExact(Input.of(1), 2));
        Out.println(Math.multiplyExact(Input.of(1 << 20), 1 << 20));
    }
}
