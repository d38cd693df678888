package javisor.corpus.array;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Arrays of several dimensions made at once. */
public final class RectangularArrays implements Program {
    @Override
    public void run() {
        int[][] matrix = new int[Input.of(3)][4];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 4; j++) {
                matrix[i][j] = i * 10 + j;
            }
        }
        Out.println(matrix[2][3]);
        Out.println(matrix[1].length);
        long[][][] cube = new long[2][3][2];
        cube[1][2][1] = 77;
        Out.println(cube[1][2][1] + cube[0][0][0]);
        String[][] texts = new String[2][];
        Out.println(texts[1] == null);
        byte[][] bytes = new byte[2][2];
        bytes[1][0] = (byte) Input.of(200);
        Out.println(bytes[1][0]);
    }
}
