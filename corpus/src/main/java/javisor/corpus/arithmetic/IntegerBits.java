package javisor.corpus.arithmetic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** The bit-counting methods of Integer. */
public final class IntegerBits implements Program {
    private static final int[] VALUES = {0, 1, 2, 3, 0x80, 0x1234_5678, Integer.MAX_VALUE, Integer.MIN_VALUE, -1, -2};

    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        for (int value : VALUES) {
            int x = Input.of(value);
            Out.println(Integer.bitCount(x));
            Out.println(Integer.numberOfLeadingZeros(x));
            Out.println(Integer.numberOfTrailingZeros(x));
            Out.println(Integer.highestOneBit(x));
            Out.println(Integer.lowestOneBit(x));
            Out.println(Integer.reverseBytes(x));
        }
    }
}
