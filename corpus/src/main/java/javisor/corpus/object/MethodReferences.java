package javisor.corpus.object;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** References to static methods, to methods of the parameter, and to constructors. */
public final class MethodReferences implements Program {
    interface Binary {
        int apply(int left, int right);
    }

    interface Measure {
        int of(String text);
    }

    interface Maker {
        Counter make(int start);
    }

    static final class Counter {
        private int count;

        Counter(int start) {
            count = start;
        }

        int next() {
            return ++count;
        }
    }

    @Override
    public void run() {
        Binary larger = Math::max;
        Out.println(larger.apply(Input.of(3), Input.of(8)));
        Binary own = MethodReferences::difference;
        Out.println(own.apply(Input.of(3), Input.of(8)));
        Measure measure = String::length;
        Out.println(measure.of("seven"));
        Maker maker = Counter::new;
        Counter counter = maker.make(Input.of(40));
        counter.next();
        Out.println(counter.next());
    }

    private static int difference(int left, int right) {
        return left - right;
    }
}
