package javisor.corpus.array;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Arrays whose elements are arrays of different lengths. */
public final class ArraysOfArrays implements Program {
    @Override
    public void run() {
        int[][] triangle = new int[Input.of(6)][];
        for (int i = 0; i < triangle.length; i++) {
            triangle[i] = new int[i + 1];
            triangle[i][0] = 1;
            triangle[i][i] = 1;
            for (int j = 1; j < i; j++) {
                triangle[i][j] = triangle[i - 1][j - 1] + triangle[i - 1][j];
            }
        }
        for (int[] row : triangle) {
            for (int element : row) {
                Out.print(element);
                Out.print(" ");
            }
            Out.println();
        }
        Out.println(triangle[5].length);
        triangle[2] = triangle[5];
        Out.println(triangle[2][2]);
    }
}
