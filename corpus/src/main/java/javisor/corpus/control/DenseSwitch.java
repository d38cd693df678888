package javisor.corpus.control;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** A switch over neighbouring numbers. */
public final class DenseSwitch implements Program {
    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        for (int i = -1; i < 8; i++) {
            Out.println(value(Input.of(i)));
        }
    }

    private static int value(int x) {
        switch (x) {
            case 0:
                return 100;
            case 1:
                return 201;
            case 2:
            case 3:
                return 302;
            case 4:
                return -4;
            case 6:
                return 6000;
            default:
                return x;
        }
    }
}
