package javisor.corpus.object;

import javisor.corpus.Out;
import javisor.corpus.Program;

/** A class that leaves an interface to its subclasses. */
public final class AbstractInterfaces implements Program {
    interface Source {
        int next();

        int last();
    }

    abstract static class Counting implements Source {
        private int count;

        @Override
        public int next() {
            count++;
            return last();
        }

        int count() {
            return count;
        }
    }

    static final class Squares extends Counting {
        @Override
        public int last() {
            return count() * count();
        }
    }

    static final class Negatives extends Counting {
        @Override
        public int last() {
            return -count();
        }
    }

    @Override
    public void run() {
        Source[] sources = {new Squares(), new Negatives()};
        for (int i = 0; i < 3; i++) {
            for (Source source : sources) {
                Out.println(source.next());
            }
        }
    }
}
