package javisor.corpus.algorithm;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Conway's game of life on a torus, a row in an int. */
public final class Life implements Program {
    @Override
    public void run() {
        int[] rows = new int[8];
        rows[1] = 0b0000_0100;
        rows[2] = 0b0000_1000;
        rows[3] = Input.of(0b0000_1110);
        for (int generation = 0; generation < 8; generation++) {
            rows = next(rows);
        }
        for (int row : rows) {
            for (int bit = 7; bit >= 0; bit--) {
                Out.print((row >> bit & 1) != 0 ? '#' : '.');
            }
            Out.println();
        }
    }

    private static int[] next(int[] rows) {
        int[] result = new int[8];
        for (int y = 0; y < 8; y++) {
            for (int x = 0; x < 8; x++) {
                int neighbours = 0;
                for (int dy = -1; dy <= 1; dy++) {
                    for (int dx = -1; dx <= 1; dx++) {
                        if (dx != 0 || dy != 0) {
                            neighbours += rows[y + dy & 7] >> (x + dx & 7) & 1;
                        }
                    }
                }
                if (neighbours == 3 || neighbours == 2 && (rows[y] >> x & 1) != 0) {
                    result[y] |= 1 << x;
                }
            }
        }
        return result;
    }
}
