package javisor.corpus.panic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** An array of negative length. */
public final class NegativeArraySize implements Program {
    @Override
    public void run() {
        byte[] array = new byte[Input.of(-5)];
        Out.println(array.length);
    }
}
