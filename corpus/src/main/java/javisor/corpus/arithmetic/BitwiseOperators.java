package javisor.corpus.arithmetic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** And, or, exclusive or, of int, long and mixed operands. */
public final class BitwiseOperators implements Program {
    private static final int[] VALUES = {0, -1, 0x0F0F_0F0F, 0x3333_3333, Integer.MIN_VALUE};

    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        for (int a : VALUES) {
            for (int b : VALUES) {
                int x = Input.of(a);
                int y = Input.of(b);
                Out.println(x & y);
                Out.println(x | y);
                Out.println(x ^ y);
                Out.println(x & ~y);
                Out.println(x | 0x1_0000_0000L);
                Out.println(x & 0xFFFF_FFFFL ^ y);
            }
        }
    }
}
