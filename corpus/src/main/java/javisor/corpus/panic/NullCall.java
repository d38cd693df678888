package javisor.corpus.panic;

import javisor.corpus.Out;
import javisor.corpus.Program;

/** A call of a method of null. */
public final class NullCall implements Program {
    private static class Base {
        int value() {
            return 1;
        }
    }

    private static final class Derived extends Base {
        @Override
        int value() {
            return 2;
        }
    }

    @Override
    public void run() {
        Base[] all = {new Base(), new Derived(), null};
        for (Base base : all) {
            Out.println(base.value());
        }
    }
}
