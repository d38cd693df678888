package javisor.corpus.heap;

import javisor.corpus.Out;
import javisor.corpus.Program;

/** Classes are initialised when they are first used, in the order of the text. */
public final class InitialisationOrder implements Program {
    private static final StringOrder ORDER = new StringOrder();
    private static final int FIRST = ORDER.note(1);
    private static int second = FIRST + ORDER.note(2);

    static {
        ORDER.note(3);
        second += Third.VALUE;
    }

    private static final int FOURTH = ORDER.note(5) + second;

    private static final class Third {
        static final int VALUE = ORDER.note(4) * 10;
    }

    private static final class StringOrder {
        private int digits;

        int note(int digit) {
            digits = digits * 10 + digit;
            return digit;
        }
    }

    @Override
    public void run() {
        Out.println(ORDER.digits);
        Out.println(FIRST);
        Out.println(second);
        Out.println(FOURTH);
    }
}
