package javisor.corpus.panic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** An index at the array's length. */
public final class IndexTooHigh implements Program {
    @Override
    public void run() {
        int[] array = new int[Input.of(3)];
        Out.println("before");
        array[Input.of(3)] = 1;
        Out.println("after");
    }
}
