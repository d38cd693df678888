package javisor.corpus.object;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** A constructor that calls a method its subclass overrides sees fields before they are set. */
public final class CallsFromConstructors implements Program {
    static class Base {
        final int seen;

        Base() {
            seen = value();
        }

        int value() {
            return 1;
        }
    }

    static final class Derived extends Base {
        private int own = Input.of(5);

        @Override
        int value() {
            return own + 100;
        }
    }

    @Override
    public void run() {
        Derived derived = new Derived();
        Out.println(derived.seen);
        Out.println(derived.value());
        Out.println(new Base().seen);
    }
}
