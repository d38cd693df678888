package javisor.corpus.object;

import javisor.corpus.Out;
import javisor.corpus.Program;

/** An interface with so many implementations that nothing can be guessed. */
public final class ManyImplementations implements Program {
    interface Digit {
        int value();
    }

    static final class Zero implements Digit {
        @Override
        public int value() {
            return 0;
        }
    }

    static class One implements Digit {
        @Override
        public int value() {
            return 1;
        }
    }

    static final class Two extends One {
        @Override
        public int value() {
            return super.value() + 1;
        }
    }

    static final class Three extends One {
        @Override
        public int value() {
            return 3;
        }
    }

    static final class Any implements Digit {
        private final int value;

        Any(int value) {
            this.value = value;
        }

        @Override
        public int value() {
            return value;
        }
    }

    @Override
    public void run() {
        Digit[] digits = {new Three(), new One(), new Any(4), new One(), new Any(5), new Two(), new Zero()};
        long number = 0;
        for (int round = 0; round < 2; round++) {
            for (Digit digit : digits) {
                number = number * 10 + digit.value();
            }
        }
        Out.println(number);
    }
}
