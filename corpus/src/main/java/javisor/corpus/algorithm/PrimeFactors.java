package javisor.corpus.algorithm;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** Numbers taken apart into primes. */
public final class PrimeFactors implements Program {
    private static final long[] NUMBERS = {2, 12, 97, 1001, 65536, 999_999_937L, 600_851_475_143L, 1L << 40};

    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        for (long number : NUMBERS) {
            long rest = Input.of(number);
            for (long factor = 2; factor * factor <= rest; factor += factor == 2 ? 1 : 2) {
                while (rest % factor == 0) {
                    Out.print(factor);
                    Out.print(" ");
                    rest /= factor;
                }
            }
            Out.println(rest);
        }
    }
}
