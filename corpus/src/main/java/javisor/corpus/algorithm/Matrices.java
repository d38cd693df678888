package javisor.corpus.algorithm;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Products and powers of matrices. */
public final class Matrices implements Program {
    @Override
    public void run() {
        long[][] fibonacci = {{1, 1}, {1, 0}};
        long[][] result = {{1, 0}, {0, 1}};
        for (int power = Input.of(60); power != 0; power >>= 1) {
            if ((power & 1) != 0) {
                result = product(result, fibonacci);
            }
            fibonacci = product(fibonacci, fibonacci);
        }
        for (long[] row : result) {
            for (long element : row) {
                Out.println(element);
            }
        }
    }

    private static long[][] product(long[][] left, long[][] right) {
        long[][] result = {new long[2], new long[2]};
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                for (int k = 0; k < 2; k++) {
                    result[i][j] += left[i][k] * right[k][j];
                }
            }
        }
        return result;
    }
}
