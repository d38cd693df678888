package javisor.corpus.algorithm;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Powers modulo a prime, and Fermat's test. */
public final class ModularPowers implements Program {
    @Override
    public void run() {
        Out.println(power(Input.of(2L), 1_000_000_006L, 1_000_000_007L));
        Out.println(power(Input.of(3L), 12345, 998_244_353L));
        int primes = 0;
        for (int i = 3; i < 200; i += 2) {
            if (power(2, i - 1, i) == 1) {
                primes++;
            }
        }
        Out.println(primes);
    }

    private static long power(long base, long exponent, long modulus) {
        long result = 1;
        long square = base % modulus;
        for (long rest = exponent; rest != 0; rest >>>= 1) {
            if ((rest & 1) != 0) {
                result = result * square % modulus;
            }
            square = square * square % modulus;
        }
        return result;
    }
}
