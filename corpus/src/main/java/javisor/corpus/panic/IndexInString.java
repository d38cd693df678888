package javisor.corpus.panic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** An index out of a string. */
public final class IndexInString implements Program {
    @Override
    public void run() {
        Out.println("text".charAt(Input.of(0)));
        Out.println("text".charAt(Input.of(4)));
    }
}
