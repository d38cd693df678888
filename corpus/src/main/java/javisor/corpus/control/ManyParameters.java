package javisor.corpus.control;

import javisor.corpus.Out;
import javisor.corpus.Program;

/** More parameters than there are registers for them, of every type. */
public final class ManyParameters implements Program {
    @Override
    public void run() {
        Out.println(many((byte) -1, (short) -2, 'c', 4, 5L, true, "seven", 8, 9L, 'j', (byte) -11, false));
        Out.println(sum(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
        Out.println(new ManyParameters().ownSum(1L, 20, 300L, 4000, 50_000L, 600_000, 7_000_000L));
    }

    private static long many(
            byte a, short b, char c, int d, long e, boolean f, String g, int h, long i, char j, byte k, boolean l) {
        long result = a + b * 10 + c + d * 1000 + e * 10_000;
        result = result * 31 + g.length() + h + i + j;
        return f ? l ? 0 : result * k : -1;
    }

    private static int sum(int a, int b, int c, int d, int e, int f, int g, int h, int i, int j) {
        return a - b + c - d + e - f + g - h + i * j;
    }

    private long ownSum(long a, int b, long c, int d, long e, int f, long g) {
        return a + b + c + d + e + f + g;
    }
}
