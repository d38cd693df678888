package javisor.corpus.arithmetic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** Rotations by any count. */
public final class Rotations implements Program {
    private static final int[] COUNTS = {0, 1, 7, 31, 32, 33, 63, 64, -1, -9};

    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        for (int count : COUNTS) {
            int n = Input.of(count);
            Out.println(Integer.rotateLeft(0x8765_4321, n));
            Out.println(Integer.rotateRight(0x8765_4321, n));
            Out.hex(Long.rotateLeft(0x8765_4321_0FED_CBA9L, n));
            Out.hex(Long.rotateRight(0x8765_4321_0FED_CBA9L, n));
        }
        Out.println(Integer.rotateLeft(Input.of(0x1000_0001), 4));
        Out.hex(Long.rotateRight(Input.of(0x1001L), 4));
    }
}
