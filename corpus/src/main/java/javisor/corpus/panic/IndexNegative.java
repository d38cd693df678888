package javisor.corpus.panic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** A negative index, in a load. */
public final class IndexNegative implements Program {
    @Override
    public void run() {
        long[] array = new long[2];
        Out.println(array[Input.of(-1)]);
    }
}
