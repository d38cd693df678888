package javisor.corpus.panic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** A store into an array of an interface. */
public final class WrongInterfaceStore implements Program {
    private interface Marked {}

    private static final class Good implements Marked {}

    private static final class Bad {}

    @Override
    public void run() {
        Object[] objects = new Marked[Input.of(2)];
        objects[0] = new Good();
        Out.println(objects[0] != null);
        objects[1] = new Bad();
    }
}
