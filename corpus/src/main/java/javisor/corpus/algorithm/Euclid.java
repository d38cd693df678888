package javisor.corpus.algorithm;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Greatest common divisors, plain and extended, and inverses. */
public final class Euclid implements Program {
    @Override
    public void run() {
        Out.println(gcd(Input.of(1071L), 462));
        Out.println(gcd(Input.of(1L << 62), 6_000_000_000L));
        for (int i = 1; i < 13; i++) {
            Out.println(inverse(Input.of(i), 13));
        }
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    private static int inverse(int a, int modulus) {
        int t = 0;
        int nextT = 1;
        int r = modulus;
        int nextR = a;
        while (nextR != 0) {
            int quotient = r / nextR;
            int keep = t - quotient * nextT;
            t = nextT;
            nextT = keep;
            keep = r - quotient * nextR;
            r = nextR;
            nextR = keep;
        }
        return t < 0 ? t + modulus : t;
    }
}
