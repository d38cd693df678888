package javisor.corpus.panic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** A cast to an array of another type. */
public final class WrongArrayCast implements Program {
    @Override
    public void run() {
        Object object = new int[Input.of(1)];
        long[] longs = (long[]) object;
        Out.println(longs.length);
    }
}
