package javisor.corpus.arithmetic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** The upper half of a 128-bit product by parts. */
public final class MultiplyHigh implements Program {
    private static final long[] VALUES = {1, -1, 0x1_0000_0000L, 0xFFFF_FFFFL, Long.MIN_VALUE, 0x0123_4567_89AB_CDEFL};

    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        for (long a : VALUES) {
            for (long b : VALUES) {
                Out.hex(unsignedHigh(Input.of(a), Input.of(b)));
            }
        }
    }

    private static long unsignedHigh(long a, long b) {
        long lowA = a & 0xFFFF_FFFFL;
        long highA = a >>> 32;
        long lowB = b & 0xFFFF_FFFFL;
        long highB = b >>> 32;
        long middle = highA * lowB + (lowA * lowB >>> 32);
        long other = lowA * highB + (middle & 0xFFFF_FFFFL);
        return highA * highB + (middle >>> 32) + (other >>> 32);
    }
}
