package javisor.corpus.algorithm;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Dijkstra's algorithm on a table of distances. */
public final class ShortestPaths implements Program {
    private static final int[][] ROADS = {
        {0, 7, 9, 0, 0, 14},
        {7, 0, 10, 15, 0, 0},
        {9, 10, 0, 11, 0, 2},
        {0, 15, 11, 0, 6, 0},
        {0, 0, 0, 6, 0, 9},
        {14, 0, 2, 0, 9, 0}
    };

    @Override
    public void run() {
        for (int start = 0; start < 6; start += 2) {
            int[] distances = from(Input.of(start));
            for (int distance : distances) {
                Out.print(distance);
                Out.print(" ");
            }
            Out.println();
        }
    }

    private static int[] from(int start) {
        int[] distances = {1000, 1000, 1000, 1000, 1000, 1000};
        boolean[] done = new boolean[6];
        distances[start] = 0;
        for (int round = 0; round < 6; round++) {
            int nearest = -1;
            for (int i = 0; i < 6; i++) {
                if (!done[i] && (nearest < 0 || distances[i] < distances[nearest])) {
                    nearest = i;
                }
            }
            done[nearest] = true;
            for (int i = 0; i < 6; i++) {
                int road = ROADS[nearest][i];
                if (road != 0 && distances[nearest] + road < distances[i]) {
                    distances[i] = distances[nearest] + road;
                }
            }
        }
        return distances;
    }
}
