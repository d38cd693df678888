package javisor.corpus.array;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** System.arraycopy, apart and over itself in both directions. */
public final class SystemCopies implements Program {
    @Override
    public void run() {
        int[] array = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
        System.arraycopy(array, 0, array, Input.of(3), 5);
        print(array);
        System.arraycopy(array, Input.of(4), array, 1, 5);
        print(array);
        int[] other = new int[4];
        System.arraycopy(array, 6, other, 0, Input.of(4));
        print(other);
        System.arraycopy(array, 10, other, 4, 0);
        String[] texts = {"a", "b", "c"};
        String[] more = new String[5];
        System.arraycopy(texts, 0, more, 1, texts.length);
        Out.println(more[3]);
        Out.println(more[4] == null);
        byte[] bytes = {1, -2, 3};
        System.arraycopy(bytes, 1, bytes, 0, 2);
        Out.println(bytes[0] * 100 + bytes[1]);
    }

    private static void print(int[] array) {
        for (int element : array) {
            Out.print(element);
            Out.print(" ");
        }
        Out.println();
    }
}
