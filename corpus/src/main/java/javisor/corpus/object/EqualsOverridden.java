package javisor.corpus.object;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** A class's own equals, called through Object. */
public final class EqualsOverridden implements Program {
    static final class Number {
        private final int value;

        Number(int value) {
            this.value = value;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Number number && number.value == value;
        }

        @Override
        public int hashCode() {
            return value * 31;
        }
    }

    @Override
    public void run() {
        Object five = new Number(Input.of(5));
        Object[] others = {new Number(5), new Number(6), null, "5", five};
        for (Object other : others) {
            Out.println(five.equals(other));
        }
        Out.println(five.hashCode());
    }
}
