package javisor.corpus.array;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Tables computed when the image is built. */
public final class ConstantTables implements Program {
    private static final int[] SQUARES = squares();
    private static final byte[] NIBBLE_BITS = {0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4};
    private static final long[][] POWERS = powers();

    private static int[] squares() {
        int[] table = new int[50];
        for (int i = 0; i < table.length; i++) {
            table[i] = i * i;
        }
        return table;
    }

    private static long[][] powers() {
        long[][] table = new long[5][8];
        for (int i = 0; i < 5; i++) {
            table[i][0] = 1;
            for (int j = 1; j < 8; j++) {
                table[i][j] = table[i][j - 1] * i;
            }
        }
        return table;
    }

    @Override
    public void run() {
        Out.println(SQUARES[Input.of(7)]);
        Out.println(SQUARES[49]);
        int bits = 0;
        for (int x = Input.of(0xBEEF); x != 0; x >>>= 4) {
            bits += NIBBLE_BITS[x & 15];
        }
        Out.println(bits);
        Out.println(POWERS[Input.of(3)][Input.of(7)]);
        Out.println(POWERS[0][0]);
    }
}
