package javisor.corpus.arithmetic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** Minimum, maximum and absolute value; the absolute value of MIN is MIN. */
public final class MinMaxAbs implements Program {
    private static final int[] VALUES = {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE};

    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        for (int a : VALUES) {
            int x = Input.of(a);
            Out.println(Math.abs(x));
            Out.println(Math.abs((long) x));
            Out.println(Math.abs((long) x << 32));
            for (int b : VALUES) {
                Out.println(Math.min(x, Input.of(b)));
                Out.println(Math.max(x, Input.of(b)));
                Out.println(Math.min((long) x << 8, Input.of((long) b)));
                Out.println(Math.max((long) x << 8, Input.of((long) b)));
            }
        }
    }
}
