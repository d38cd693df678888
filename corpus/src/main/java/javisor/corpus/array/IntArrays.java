package javisor.corpus.array;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Arrays of int: defaults, stores, loads, lengths. */
public final class IntArrays implements Program {
    @Override
    public void run() {
        int[] array = new int[Input.of(5)];
        Out.println(array.length);
        for (int element : array) {
            Out.println(element);
        }
        for (int i = 0; i < array.length; i++) {
            array[i] = i * i - 3;
        }
        array[4] = array[array[3] - 2];
        for (int element : array) {
            Out.println(element);
        }
        Out.println(new int[0].length);
    }
}
