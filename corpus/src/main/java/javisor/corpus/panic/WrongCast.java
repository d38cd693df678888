package javisor.corpus.panic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** A cast to an unrelated class. */
public final class WrongCast implements Program {
    @Override
    public void run() {
        Object[] objects = {"text", new int[1], this};
        Out.println(((String) objects[Input.of(0)]).length());
        Out.println(((String) objects[Input.of(2)]).length());
    }
}
