package javisor.corpus.array;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Arrays of boolean. */
public final class BooleanArrays implements Program {
    @Override
    public void run() {
        boolean[] array = new boolean[10];
        for (int i = 0; i < array.length; i += 3) {
            array[i] = Input.of(i) % 2 == 0;
        }
        for (boolean element : array) {
            Out.print(element);
        }
        Out.println();
        array[1] |= array[0];
        array[0] &= array[3];
        Out.println(array[0]);
        Out.println(array[1]);
    }
}
