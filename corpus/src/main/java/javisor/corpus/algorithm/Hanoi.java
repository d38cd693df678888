package javisor.corpus.algorithm;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** The towers of Hanoi. */
public final class Hanoi implements Program {
    private int moves;
    private final int[] heights = {0, 0, 0};

    @Override
    public void run() {
        moves = 0;
        heights[0] = Input.of(7);
        heights[1] = 0;
        heights[2] = 0;
        move(7, 0, 2, 1);
        Out.println(moves);
        Out.println(heights[2]);
    }

    private void move(int count, int from, int to, int over) {
        if (count == 0) {
            return;
        }
        move(count - 1, from, over, to);
        heights[from]--;
        heights[to]++;
        moves++;
        if (moves % 16 == 0) {
            Out.println(from * 10 + to);
        }
        move(count - 1, over, to, from);
    }
}
