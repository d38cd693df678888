package javisor.corpus.panic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** A throw with a message. */
public final class ThrownState implements Program {
    @Override
    public void run() {
        Out.println("before");
        if (Input.of(1) == 1) {
            throw new IllegalStateException("the state is illegal");
        }
        Out.println("after");
    }
}
