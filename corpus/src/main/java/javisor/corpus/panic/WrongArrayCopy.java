package javisor.corpus.panic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Copying between arrays of different primitive types. */
public final class WrongArrayCopy implements Program {
    private static final Object[] ARRAYS = {new int[3], new long[3]};

    @Override
    public void run() {
        Out.println("before");
        System.arraycopy(ARRAYS[Input.of(0)], 0, ARRAYS[Input.of(1)], 0, 1);
    }
}
