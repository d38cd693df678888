package javisor.corpus.algorithm;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** The problem of the queens, by backtracking. */
public final class Queens implements Program {
    private final int[] columns = new int[8];

    @Override
    public void run() {
        for (int size = 1; size <= 7; size++) {
            Out.println(place(0, Input.of(size)));
        }
        for (int column : columns) {
            Out.print(column);
        }
        Out.println();
        Out.println(bits(0, 0, 0, (1 << Input.of(8)) - 1));
    }

    private int place(int row, int size) {
        if (row == size) {
            return 1;
        }
        int solutions = 0;
        for (int column = 0; column < size; column++) {
            boolean free = true;
            for (int other = 0; other < row && free; other++) {
                int distance = column - columns[other];
                free = distance != 0 && Math.abs(distance) != row - other;
            }
            if (free) {
                columns[row] = column;
                solutions += place(row + 1, size);
            }
        }
        return solutions;
    }

    private static int bits(int columns, int left, int right, int all) {
        if (columns == all) {
            return 1;
        }
        int solutions = 0;
        for (int free = all & ~(columns | left | right); free != 0; free &= free - 1) {
            int bit = free & -free;
            solutions += bits(columns | bit, (left | bit) << 1, (right | bit) >> 1, all);
        }
        return solutions;
    }
}
