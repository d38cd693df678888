package javisor.corpus.object;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** A class's own equals and hashCode, overridden again below. */
public final class EqualsOverridden implements Program {
    static class Number {
        final int value;

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

    static final class Near extends Number {
        Near(int value) {
            super(value);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Number number && Math.abs(number.value - value) <= 1;
        }

        @Override
        public int hashCode() {
            return super.hashCode() / 2;
        }
    }

    @Override
    public void run() {
        Number five = new Number(Input.of(5));
        Number near = new Near(Input.of(5));
        Object[] others = {new Number(5), new Near(6), null, "5", five};
        for (Object other : others) {
            Out.println(five.equals(other));
            Out.println(near.equals(other));
        }
        Out.println(five.hashCode());
        Out.println(near.hashCode());
    }
}
