package javisor.corpus.algorithm;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** Three generators of random numbers. */
public final class RandomNumbers implements Program {
    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        int congruential = Input.of(1);
        int xorshift = Input.of(-1831433054);
        long mixed = Input.of(42L);
        for (int i = 0; i < 10; i++) {
            congruential = congruential * 1664525 + 1013904223;
            xorshift ^= xorshift << 13;
            xorshift ^= xorshift >>> 17;
            xorshift ^= xorshift << 5;
            mixed += 0x9E37_79B9_7F4A_7C15L;
            long z = (mixed ^ mixed >>> 30) * 0xBF58_476D_1CE4_E5B9L;
            z = (z ^ z >>> 27) * 0x94D0_49BB_1331_11EBL;
            Out.println(congruential);
            Out.println(xorshift);
            Out.hex(z ^ z >>> 31);
        }
    }
}
