package javisor.corpus.algorithm;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** A topological order of a graph given by bit masks. */
public final class Topological implements Program {
    private static final int[] NEEDS = {0, 0b1, 0b11, 0b100, 0b1, 0b10100, 0b101000, 0};

    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        int done = Input.of(0);
        while (done != 0xFF) {
            int before = done;
            for (int i = 0; i < NEEDS.length; i++) {
                if ((done >> i & 1) == 0 && (NEEDS[i] & ~done) == 0) {
                    done |= 1 << i;
                    Out.println(i);
                    break;
                }
            }
            if (done == before) {
                Out.println("circle");
                return;
            }
        }
    }
}
