package javisor.corpus.object;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Inner classes reach the fields of the object they belong to. */
public final class InnerClasses implements Program {
    private int total = 5;

    final class Adder {
        private final int step;

        Adder(int step) {
            this.step = step;
        }

        void add() {
            total += step;
        }

        int total() {
            return InnerClasses.this.total;
        }
    }

    @Override
    public void run() {
        total = 5;
        Adder one = new Adder(1);
        Adder ten = new Adder(Input.of(10));
        one.add();
        ten.add();
        ten.add();
        Out.println(one.total());
        InnerClasses other = new InnerClasses();
        Adder elsewhere = other.new Adder(100);
        elsewhere.add();
        Out.println(other.total);
        Out.println(total);
    }
}
