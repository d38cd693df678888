package javisor.corpus.arithmetic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** Shift counts of int count modulo 32, negative ones too. */
public final class IntShifts implements Program {
    private static final int[] COUNTS = {0, 1, 4, 31, 32, 33, 63, 64, -1, -31, Integer.MIN_VALUE};
    private static final int[] VALUES = {1, -1, 0x1234_5678, Integer.MIN_VALUE, Integer.MAX_VALUE};

    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        for (int value : VALUES) {
            for (int count : COUNTS) {
                Out.println(Input.of(value) << Input.of(count));
                Out.println(Input.of(value) >> Input.of(count));
                Out.println(Input.of(value) >>> Input.of(count));
            }
        }
    }
}
