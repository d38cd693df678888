package javisor.corpus.arithmetic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** The bit-counting methods of Long. */
public final class LongBits implements Program {
    private static final long[] VALUES = {
        0, 1, 2, 3, 1L << 40, 0x1234_5678_9ABC_DEF0L, Long.MAX_VALUE, Long.MIN_VALUE, -1, -2
    };

    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        for (long value : VALUES) {
            long x = Input.of(value);
            Out.println(Long.bitCount(x));
            Out.println(Long.numberOfLeadingZeros(x));
            Out.println(Long.numberOfTrailingZeros(x));
            Out.hex(Long.highestOneBit(x));
            Out.hex(Long.lowestOneBit(x));
            Out.hex(Long.reverseBytes(x));
        }
    }
}
