package javisor.corpus.panic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** A pattern that meets null inside a record. */
public final class UnmatchedRecord implements Program {
    private record Inner(int value) {}

    private record Outer(Inner inner) {}

    @Override
    public void run() {
        Outer[] all = {new Outer(new Inner(Input.of(4))), new Outer(null)};
        for (Outer outer : all) {
            Out.println(outer instanceof Outer(Inner(int value)) ? value : -1);
        }
        Out.println(all[1].inner().value());
    }
}
