package javisor.corpus.panic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** The length of null. */
public final class NullArrayLength implements Program {
    @Override
    public void run() {
        byte[] array = Input.of(1) == 1 ? null : new byte[1];
        Out.println(array.length);
    }
}
