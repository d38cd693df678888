package javisor.corpus.object;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** An iterator made by hand, used through its interface. */
public final class Iterators implements Program {
    interface Numbers {
        boolean hasNext();

        int next();
    }

    static final class Range implements Numbers {
        private int at;
        private final int end;

        Range(int start, int end) {
            at = start;
            this.end = end;
        }

        @Override
        public boolean hasNext() {
            return at < end;
        }

        @Override
        public int next() {
            return at++;
        }
    }

    static final class Evens implements Numbers {
        private final Numbers from;
        private int found;

        Evens(Numbers from) {
            this.from = from;
        }

        @Override
        public boolean hasNext() {
            while (from.hasNext()) {
                found = from.next();
                if ((found & 1) == 0) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public int next() {
            return found;
        }
    }

    @Override
    public void run() {
        Numbers numbers = new Evens(new Evens(new Range(Input.of(3), 12)));
        while (numbers.hasNext()) {
            Out.println(numbers.next());
        }
    }
}
