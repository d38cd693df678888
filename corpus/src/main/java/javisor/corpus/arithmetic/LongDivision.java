package javisor.corpus.arithmetic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** Division and remainder of long truncate towards zero, and MIN / -1 is MIN. */
public final class LongDivision implements Program {
    private static final long[] DIVIDENDS = {0, 1, -1, 7, -7, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE};
    private static final long[] DIVISORS = {1, -1, 2, -2, 3, 1L << 33, Long.MAX_VALUE, Long.MIN_VALUE};

    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        for (long a : DIVIDENDS) {
            for (long b : DIVISORS) {
                Out.println(Input.of(a) / Input.of(b));
                Out.println(Input.of(a) % Input.of(b));
            }
        }
    }
}
