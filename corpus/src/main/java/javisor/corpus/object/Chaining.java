package javisor.corpus.object;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Methods that return their receiver. */
public final class Chaining implements Program {
    static final class Builder {
        private long value;
        private int calls;

        Builder digit(int digit) {
            value = value * 10 + digit;
            calls++;
            return this;
        }

        Builder negate() {
            value = -value;
            return this;
        }
    }

    @Override
    public void run() {
        Builder builder =
                new Builder().digit(1).digit(Input.of(2)).negate().digit(3).negate();
        Out.println(builder.value);
        Out.println(builder.digit(9).digit(9).calls);
        Out.println(builder.value);
    }
}
