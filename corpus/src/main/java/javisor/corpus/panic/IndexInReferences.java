package javisor.corpus.panic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** An index out of an array of references. */
public final class IndexInReferences implements Program {
    private static final String[] NAMES = {"a", "b"};

    @Override
    public void run() {
        Out.println(NAMES[Input.of(7)]);
    }
}
