package javisor.corpus.array;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Arrays of long. */
public final class LongArrays implements Program {
    @Override
    public void run() {
        long[] array = new long[Input.of(20)];
        array[0] = 1;
        for (int i = 1; i < array.length; i++) {
            array[i] = array[i - 1] * -11 + i;
        }
        for (long element : array) {
            Out.println(element);
        }
        array[7] >>>= 3;
        Out.println(array[7]);
    }
}
