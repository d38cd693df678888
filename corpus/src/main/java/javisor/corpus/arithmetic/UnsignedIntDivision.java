package javisor.corpus.arithmetic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** Unsigned division and remainder of int. */
public final class UnsignedIntDivision implements Program {
    private static final int[] VALUES = {1, 2, 3, 10, 255, Integer.MAX_VALUE, Integer.MIN_VALUE, -1, -2, -10};

    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        for (int a : VALUES) {
            for (int b : VALUES) {
                Out.println(Integer.divideUnsigned(Input.of(a), Input.of(b)));
                Out.println(Integer.remainderUnsigned(Input.of(a), Input.of(b)));
            }
        }
    }
}
