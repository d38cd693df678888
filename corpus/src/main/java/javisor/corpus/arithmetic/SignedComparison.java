package javisor.corpus.arithmetic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** Every comparison of int and long, at the corners. */
public final class SignedComparison implements Program {
    private static final long[] VALUES = {0, 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE
    };

    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        for (long a : VALUES) {
            for (long b : VALUES) {
                longs(Input.of(a), Input.of(b));
                ints((int) Input.of(a), (int) Input.of(b));
            }
        }
    }

    private static void longs(long a, long b) {
        Out.print(a < b);
        Out.print(a <= b);
        Out.print(a > b);
        Out.print(a >= b);
        Out.print(a == b);
        Out.println(a != b);
    }

    private static void ints(int a, int b) {
        Out.print(a < b);
        Out.print(a <= b);
        Out.print(a > b);
        Out.print(a >= b);
        Out.print(a == b);
        Out.println(a != b);
    }
}
