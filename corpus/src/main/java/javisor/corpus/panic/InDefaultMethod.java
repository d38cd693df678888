package javisor.corpus.panic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** A failure in a default method. */
public final class InDefaultMethod implements Program {
    private interface Divider {
        int divisor();

        default int divide(int x) {
            return x / divisor();
        }
    }

    private static final class Two implements Divider {
        @Override
        public int divisor() {
            return 2;
        }
    }

    private static final class Zero implements Divider {
        @Override
        public int divisor() {
            return 0;
        }
    }

    @Override
    public void run() {
        Divider[] dividers = {new Two(), new Zero()};
        for (Divider divider : dividers) {
            Out.println(divider.divide(Input.of(9)));
        }
    }
}
