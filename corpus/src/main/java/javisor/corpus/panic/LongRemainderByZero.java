package javisor.corpus.panic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** A remainder of long by zero. */
public final class LongRemainderByZero implements Program {
    @Override
    public void run() {
        Out.println(Input.of(7L) % Input.of(0L));
    }
}
