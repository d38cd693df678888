package javisor.corpus.object;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Static, private and constant members of interfaces. */
public final class InterfaceStatics implements Program {
    interface Numbers {
        int BASE = 100;
        int[] TABLE = {7, 8, 9};

        static int twice(int x) {
            return 2 * x;
        }

        private int secret() {
            return twice(own()) + BASE;
        }

        default int open() {
            return secret() + 1;
        }

        int own();
    }

    static final class Five implements Numbers {
        @Override
        public int own() {
            return Input.of(5);
        }
    }

    @Override
    public void run() {
        Out.println(Numbers.twice(Input.of(4)));
        Out.println(Numbers.TABLE[Input.of(2)]);
        Numbers numbers = new Five();
        Out.println(numbers.open());
        Out.println(numbers.own() + Numbers.BASE);
    }
}
