package javisor.corpus.array;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Arrays written out, nested and with computed elements. */
public final class ArrayInitialisers implements Program {
    @Override
    public void run() {
        int x = Input.of(4);
        int[] computed = {x, x * x, x - 10, square(x) + 1};
        long[] longs = {1, 2L, x};
        char[] letters = {'j', 'a', 'v', 'a'};
        int[][] nested = {{1}, {2, x}, {}, {square(3), 4, 5}};
        for (int element : computed) {
            Out.println(element);
        }
        Out.println(longs[2]);
        for (char letter : letters) {
            Out.print(letter);
        }
        Out.println();
        for (int[] row : nested) {
            Out.println(row.length);
        }
        Out.println(nested[3][0] + nested[1][1]);
    }

    private static int square(int x) {
        return x * x;
    }
}
