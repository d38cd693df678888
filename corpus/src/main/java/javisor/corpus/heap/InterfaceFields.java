package javisor.corpus.heap;

import javisor.corpus.Out;
import javisor.corpus.Program;

/** Fields of interfaces, initialised with the image. */
public final class InterfaceFields implements Program {
    private interface Limits {
        int SMALL = compute(3);
        int[] SIZES = {SMALL, SMALL * SMALL};

        private static int compute(int x) {
            return x * 7;
        }
    }

    private static final class User implements Limits {
        int sum() {
            return SMALL + SIZES[1];
        }
    }

    @Override
    public void run() {
        Out.println(Limits.SMALL);
        Out.println(new User().sum());
    }
}
