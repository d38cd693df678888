package javisor.corpus.panic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** A cast to an interface the object does not implement. */
public final class WrongInterfaceCast implements Program {
    private interface Marked {
        int mark();
    }

    private static final class Plain {}

    private static final class Good implements Marked {
        @Override
        public int mark() {
            return 3;
        }
    }

    @Override
    public void run() {
        Object[] objects = {new Good(), new Plain()};
        Out.println(((Marked) objects[Input.of(0)]).mark());
        Out.println(((Marked) objects[Input.of(1)]).mark());
    }
}
