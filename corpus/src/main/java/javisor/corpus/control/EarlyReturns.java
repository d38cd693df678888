package javisor.corpus.control;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** Methods with many ways out. */
public final class EarlyReturns implements Program {
    private static final int[] VALUES = {-5, 0, 3, 4, 12, 99, 100, 1000};

    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        for (int value : VALUES) {
            Out.println(classify(Input.of(value)));
            report(Input.of(value));
        }
    }

    private static int classify(int x) {
        if (x < 0) {
            return -1;
        }
        for (int i = 2; i < x; i++) {
            if (x % i == 0) {
                if (i > 5) {
                    return i * 1000;
                }
                return i;
            }
        }
        return x > 50 ? 50 : 0;
    }

    private static void report(int x) {
        if (x == 0) {
            return;
        }
        if (x > 50) {
            Out.println("big");
            return;
        }
        Out.println("small");
    }
}
