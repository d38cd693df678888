package javisor.corpus.panic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** A store into an array of a narrower type. */
public final class WrongStore implements Program {
    @Override
    public void run() {
        Object[] objects = new String[2];
        objects[0] = "fits";
        Out.println((String) objects[0]);
        objects[Input.of(1)] = new int[1];
    }
}
