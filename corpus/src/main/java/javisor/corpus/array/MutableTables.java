package javisor.corpus.array;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** A static array that the program changes. */
public final class MutableTables implements Program {
    private static final int[] COUNTS = {5, 6, 7};
    private static int[] replaced = {1, 2};

    @Override
    public void run() {
        COUNTS[Input.of(1)] += 100;
        COUNTS[2]--;
        Out.println(COUNTS[0]);
        Out.println(COUNTS[1]);
        Out.println(COUNTS[2]);
        COUNTS[1] = 6;
        COUNTS[2] = 7;
        int[] before = replaced;
        replaced = new int[] {9, 8, 7};
        Out.println(before[1]);
        Out.println(replaced[2]);
        replaced = before;
    }
}
