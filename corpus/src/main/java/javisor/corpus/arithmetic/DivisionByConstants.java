package javisor.corpus.arithmetic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** Divisions by constants, which compilers turn into shifts and multiplications. */
public final class DivisionByConstants implements Program {
    private static final int[] VALUES = {0, 1, -1, 5, -5, 999, -1000, Integer.MAX_VALUE, Integer.MIN_VALUE};

    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        for (int value : VALUES) {
            int x = Input.of(value);
            Out.println(x / 2);
            Out.println(x / 7);
            Out.println(x / -8);
            Out.println(x / 1000);
            Out.println(x % 2);
            Out.println(x % 10);
            Out.println(x % -16);
            long y = Input.of((long) value << 20);
            Out.println(y / 3);
            Out.println(y / 4096);
            Out.println(y % 1_000_000_007L);
        }
    }
}
