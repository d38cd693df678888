package javisor.corpus.control;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** Labelled breaks and continues out of nested loops. */
public final class NestedBreaks implements Program {
    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        outer:
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 5; j++) {
                if (j == 3) {
                    continue outer;
                }
                if (i == 3) {
                    break outer;
                }
                if (i == j) {
                    continue;
                }
                Out.println(i * 10 + j);
            }
        }
        block:
        {
            if (Input.of(1) == 1) {
                break block;
            }
            Out.println("skipped");
        }
        Out.println("after");
    }
}
