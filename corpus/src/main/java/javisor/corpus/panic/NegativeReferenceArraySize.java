package javisor.corpus.panic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** An array of objects of negative length. */
public final class NegativeReferenceArraySize implements Program {
    @Override
    public void run() {
        Object[] array = new Object[Input.of(Integer.MIN_VALUE)];
        Out.println(array.length);
    }
}
