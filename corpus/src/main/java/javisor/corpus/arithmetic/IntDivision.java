package javisor.corpus.arithmetic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** Division and remainder of int truncate towards zero, and MIN / -1 is MIN. */
public final class IntDivision implements Program {
    private static final int[] DIVIDENDS = {0, 1, -1, 7, -7, 100, Integer.MAX_VALUE, Integer.MIN_VALUE};
    private static final int[] DIVISORS = {1, -1, 2, -2, 3, -3, 10, Integer.MAX_VALUE, Integer.MIN_VALUE};

    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        for (int a : DIVIDENDS) {
            for (int b : DIVISORS) {
                Out.println(Input.of(a) / Input.of(b));
                Out.println(Input.of(a) % Input.of(b));
            }
        }
    }
}
