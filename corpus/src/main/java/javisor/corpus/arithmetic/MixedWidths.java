package javisor.corpus.arithmetic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** Expressions of int and long widen where the first long comes in, not before. */
public final class MixedWidths implements Program {
    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        int big = Input.of(2_000_000_000);
        Out.println(big + big);
        Out.println((long) (big + big));
        Out.println((long) big + big);
        Out.println(big * big + 0L);
        Out.println(big * (long) big);
        Out.println(1 << Input.of(35));
        Out.println(1L << Input.of(35));
        Out.println((int) (1L << Input.of(35)) + 1);
        Out.println('a' * 1_000_000_000L);
        Out.println((short) 40000 * big);
    }
}
