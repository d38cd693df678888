package javisor.corpus.arithmetic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** Addition, subtraction and multiplication of int wrap around. */
public final class IntSums implements Program {
    private static final int[] VALUES = {0, 1, -1, 2, 1000003, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x5555_5555};

    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        for (int a : VALUES) {
            for (int b : VALUES) {
                int left = Input.of(a);
                int right = Input.of(b);
                Out.println(left + right);
                Out.println(left - right);
                Out.println(left * right);
            }
        }
    }
}
