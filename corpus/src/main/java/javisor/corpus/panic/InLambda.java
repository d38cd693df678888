package javisor.corpus.panic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** A failure in a lambda. */
public final class InLambda implements Program {
    private interface Function {
        int apply(int x);
    }

    @Override
    public void run() {
        Function[] functions = {x -> x + 1, x -> 10 / x};
        for (Function function : functions) {
            Out.println(function.apply(Input.of(0)));
        }
    }
}
