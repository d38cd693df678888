package javisor.corpus.object;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Private members shared among the classes of one nest. */
public final class Nesting implements Program {
    private int secret = 1;
    private static int shared = 2;

    static final class Inner {
        private int own = 3;
        private static int common = 4;

        private int reach(Nesting outer) {
            return outer.secret * 1000 + shared * 100 + outer.hidden();
        }

        static final class Innermost {
            private int reach(Inner inner) {
                return inner.own * 10 + common + shared;
            }
        }
    }

    @Override
    public void run() {
        Inner inner = new Inner();
        inner.own += Input.of(10);
        Inner.common++;
        Out.println(inner.reach(this));
        Out.println(new Inner.Innermost().reach(inner));
        Out.println(inner.own);
        Inner.common--;
    }

    private int hidden() {
        return 7;
    }
}
