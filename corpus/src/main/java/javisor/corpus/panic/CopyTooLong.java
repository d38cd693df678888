package javisor.corpus.panic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** System.arraycopy beyond the end of the target. */
public final class CopyTooLong implements Program {
    @Override
    public void run() {
        int[] from = new int[4];
        int[] to = new int[Input.of(3)];
        System.arraycopy(from, 0, to, 0, 3);
        Out.println(to[2]);
        System.arraycopy(from, 1, to, 1, 3);
    }
}
