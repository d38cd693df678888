package javisor.corpus.algorithm;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** A stack machine whose instructions are objects. */
public final class StackMachine implements Program {
    private static final class Machine {
        final long[] stack = new long[16];
        int top;

        void push(long value) {
            stack[top++] = value;
        }

        long pop() {
            return stack[--top];
        }
    }

    private interface Step {
        void execute(Machine machine);
    }

    private record Push(long value) implements Step {
        @Override
        public void execute(Machine machine) {
            machine.push(value);
        }
    }

    private enum Operator implements Step {
        ADD {
            @Override
            long apply(long left, long right) {
                return left + right;
            }
        },
        MULTIPLY {
            @Override
            long apply(long left, long right) {
                return left * right;
            }
        },
        SUBTRACT {
            @Override
            long apply(long left, long right) {
                return left - right;
            }
        };

        abstract long apply(long left, long right);

        @Override
        public void execute(Machine machine) {
            long right = machine.pop();
            long left = machine.pop();
            machine.push(apply(left, right));
        }
    }

    private static final Step[] PROGRAM = {
        new Push(6), new Push(7), Operator.MULTIPLY, new Push(1L << 40), Operator.SUBTRACT, new Push(100), Operator.ADD
    };

    @Override
    public void run() {
        Machine machine = new Machine();
        machine.push(Input.of(5L));
        for (Step step : PROGRAM) {
            step.execute(machine);
            Out.println(machine.stack[machine.top - 1]);
        }
        Out.println(machine.top);
    }
}
