package javisor.corpus.panic;

import javisor.corpus.Input;
import javisor.corpus.Program;

/** A throw of null. */
public final class ThrownNull implements Program {
    @Override
    public void run() {
        RuntimeException nothing = Input.of(1) == 1 ? null : new IllegalStateException("not this");
        throw nothing;
    }
}
