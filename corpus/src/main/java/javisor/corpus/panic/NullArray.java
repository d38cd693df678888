package javisor.corpus.panic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** An element of null. */
public final class NullArray implements Program {
    @Override
    public void run() {
        int[][] rows = new int[2][];
        Out.println(rows.length);
        Out.println(rows[Input.of(1)][0]);
    }
}
