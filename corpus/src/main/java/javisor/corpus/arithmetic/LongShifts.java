package javisor.corpus.arithmetic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** Shift counts of long count modulo 64, negative ones too. */
public final class LongShifts implements Program {
    private static final int[] COUNTS = {0, 1, 31, 32, 33, 63, 64, 65, -1, -63};
    private static final long[] VALUES = {1, -1, 0x1234_5678_9ABC_DEF0L, Long.MIN_VALUE, Long.MAX_VALUE};

    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        for (long value : VALUES) {
            for (int count : COUNTS) {
                Out.hex(Input.of(value) << Input.of(count));
                Out.hex(Input.of(value) >> Input.of(count));
                Out.hex(Input.of(value) >>> Input.of(count));
            }
        }
    }
}
