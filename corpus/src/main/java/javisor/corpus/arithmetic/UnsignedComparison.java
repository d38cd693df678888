package javisor.corpus.arithmetic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** Unsigned comparison of int and long. */
public final class UnsignedComparison implements Program {
    private static final long[] VALUES = {0, 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE
    };

    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        for (long a : VALUES) {
            for (long b : VALUES) {
                long x = Input.of(a);
                long y = Input.of(b);
                Out.print(Long.compareUnsigned(x, y) < 0);
                Out.print(Long.compareUnsigned(x, y) >= 0);
                Out.print(Long.compareUnsigned(x, y) == 0);
                Out.print(Integer.compareUnsigned((int) x, (int) y) < 0);
                Out.println(Integer.compareUnsigned((int) x, (int) y) > 0);
            }
        }
    }
}
