package javisor.corpus.array;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Arrays of several dimensions, made with the image and made at once. */
public final class RectangularArrays implements Program {
    private static final int[][] MATRIX = new int[3][4];
    private static final long[][][] CUBE = new long[2][3][2];
    private static final String[][] TEXTS = new String[2][];

    @Override
    public void run() {
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 4; j++) {
                MATRIX[i][j] = Input.of(i * 10) + j;
            }
        }
        Out.println(MATRIX[2][3]);
        Out.println(MATRIX[1].length);
        CUBE[1][2][1] = Input.of(77);
        Out.println(CUBE[1][2][1] + CUBE[0][0][0]);
        Out.println(CUBE[Input.of(0)][1].length);
        Out.println(TEXTS[1] == null);
        int[][][] dynamic = new int[Input.of(2)][Input.of(3)][];
        Out.println(dynamic[1].length);
        Out.println(dynamic[1][2] == null);
        short[][] empty = new short[Input.of(0)][5];
        Out.println(empty.length);
        byte[][] bytes = new byte[2][Input.of(2)];
        bytes[1][0] = (byte) Input.of(200);
        Out.println(bytes[1][0]);
        Out.println(bytes[0][0]);
    }
}
