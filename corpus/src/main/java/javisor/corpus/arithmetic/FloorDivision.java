package javisor.corpus.arithmetic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** Division that rounds down, its remainder, and signs. */
public final class FloorDivision implements Program {
    private static final int[] VALUES = {7, -7, 1, -1, 0, Integer.MAX_VALUE, Integer.MIN_VALUE};

    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        for (int a : VALUES) {
            int x = Input.of(a);
            Out.println(Integer.signum(x));
            Out.println(Long.signum((long) x << 3));
            for (int b = -3; b <= 3; b += 2) {
                Out.println(Math.floorDiv(x, Input.of(b)));
                Out.println(Math.floorMod(x, Input.of(b)));
                Out.println(Math.floorMod((long) x * 3, Input.of((long) b)));
            }
        }
    }
}
