package javisor.corpus.object;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Local and anonymous classes that keep what they capture. */
public final class LocalClasses implements Program {
    interface Function {
        int apply(int x);
    }

    @Override
    public void run() {
        int base = Input.of(100);
        class Local implements Function {
            private final int factor;

            Local(int factor) {
                this.factor = factor;
            }

            @Override
            public int apply(int x) {
                return base + factor * x;
            }
        }
        Function anonymous = new Function() {
            private int calls;

            @Override
            public int apply(int x) {
                calls++;
                return base - x * calls;
            }
        };
        Function[] functions = {new Local(2), new Local(3), anonymous, anonymous};
        for (Function function : functions) {
            Out.println(function.apply(Input.of(7)));
        }
    }
}
