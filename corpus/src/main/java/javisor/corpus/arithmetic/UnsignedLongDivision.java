package javisor.corpus.arithmetic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** Unsigned division and remainder of long. */
public final class UnsignedLongDivision implements Program {
    private static final long[] VALUES = {1, 2, 3, 10, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE, -1, -2, -10};

    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        for (long a : VALUES) {
            for (long b : VALUES) {
                Out.println(Long.divideUnsigned(Input.of(a), Input.of(b)));
                Out.println(Long.remainderUnsigned(Input.of(a), Input.of(b)));
            }
        }
    }
}
