package javisor.corpus.algorithm;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Dynamic programming in one dimension. */
public final class Knapsack implements Program {
    private static final int[] WEIGHTS = {12, 7, 11, 8, 9, 6, 5, 14};
    private static final int[] VALUES = {24, 13, 23, 15, 16, 11, 9, 28};

    @Override
    public void run() {
        int[] best = new int[Input.of(40) + 1];
        for (int item = 0; item < WEIGHTS.length; item++) {
            for (int room = best.length - 1; room >= WEIGHTS[item]; room--) {
                best[room] = Math.max(best[room], best[room - WEIGHTS[item]] + VALUES[item]);
            }
        }
        for (int room = 0; room < best.length; room += 5) {
            Out.println(best[room]);
        }
    }
}
