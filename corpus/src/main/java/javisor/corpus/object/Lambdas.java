package javisor.corpus.object;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Lambdas that capture nothing. */
public final class Lambdas implements Program {
    interface IntFunction {
        int apply(int x);
    }

    interface Action {
        void run();
    }

    @Override
    public void run() {
        IntFunction twice = x -> 2 * x;
        IntFunction square = x -> {
            int result = x * x;
            return result;
        };
        IntFunction[] functions = {twice, square, x -> -x};
        for (IntFunction function : functions) {
            Out.println(function.apply(Input.of(9)));
        }
        Out.println(compose(twice, square, 5));
        Action action = () -> Out.println("action");
        action.run();
        action.run();
    }

    private static int compose(IntFunction outer, IntFunction inner, int x) {
        return outer.apply(inner.apply(x));
    }
}
