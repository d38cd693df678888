package javisor.corpus.panic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** A failure in a constructor's superclass. */
public final class InConstructor implements Program {
    private static class Base {
        final int size;

        Base(int size) {
            if (size > 10) {
                throw new IllegalArgumentException("too big");
            }
            this.size = size;
        }
    }

    private static final class Derived extends Base {
        Derived(int size) {
            super(size * 2);
        }
    }

    @Override
    public void run() {
        Out.println(new Derived(Input.of(5)).size);
        Out.println(new Derived(Input.of(6)).size);
    }
}
