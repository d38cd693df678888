package javisor.corpus.object;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Calls through interfaces to several implementations. */
public final class Interfaces implements Program {
    interface Operation {
        int apply(int left, int right);
    }

    interface Named {
        String name();
    }

    static final class Plus implements Operation, Named {
        @Override
        public int apply(int left, int right) {
            return left + right;
        }

        @Override
        public String name() {
            return "plus";
        }
    }

    static final class Times implements Named, Operation {
        @Override
        public String name() {
            return "times";
        }

        @Override
        public int apply(int left, int right) {
            return left * right;
        }
    }

    static final class Constant implements Operation {
        private final int value;

        Constant(int value) {
            this.value = value;
        }

        @Override
        public int apply(int left, int right) {
            return value;
        }
    }

    @Override
    public void run() {
        Operation[] operations = {new Plus(), new Times(), new Constant(Input.of(42))};
        for (Operation operation : operations) {
            Out.println(operation.apply(Input.of(6), 7));
            if (operation instanceof Named) {
                Out.println(((Named) operation).name());
            }
        }
    }
}
