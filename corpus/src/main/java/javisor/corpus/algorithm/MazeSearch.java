package javisor.corpus.algorithm;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Breadth-first search through a maze, with a queue in an array. */
public final class MazeSearch implements Program {
    private static final String[] MAZE = {
        "#########", "#S..#...#", "#.#.#.#.#", "#.#...#.#", "#.#####.#", "#......E#", "#########"
    };

    @Override
    public void run() {
        int width = MAZE[0].length();
        int[] distances = new int[width * MAZE.length];
        int[] queue = new int[distances.length];
        int head = 0;
        int tail = 0;
        int start = width + Input.of(1);
        distances[start] = 1;
        queue[tail++] = start;
        int[] steps = {1, -1, width, -width};
        while (head < tail) {
            int at = queue[head++];
            char c = MAZE[at / width].charAt(at % width);
            if (c == 'E') {
                Out.println(distances[at] - 1);
                break;
            }
            for (int step : steps) {
                int next = at + step;
                if (MAZE[next / width].charAt(next % width) != '#' && distances[next] == 0) {
                    distances[next] = distances[at] + 1;
                    queue[tail++] = next;
                }
            }
        }
        Out.println(head);
        Out.println(tail);
    }
}
