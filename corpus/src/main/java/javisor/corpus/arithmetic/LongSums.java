package javisor.corpus.arithmetic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** Addition, subtraction and multiplication of long wrap around. */
public final class LongSums implements Program {
    private static final long[] VALUES = {
        0, 1, -1, 10, 0x1_0000_0001L, Long.MAX_VALUE, Long.MIN_VALUE, 0xDEAD_BEEF_CAFEL
    };

    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        for (long a : VALUES) {
            for (long b : VALUES) {
                long left = Input.of(a);
                long right = Input.of(b);
                Out.println(left + right);
                Out.println(left - right);
                Out.println(left * right);
            }
        }
    }
}
