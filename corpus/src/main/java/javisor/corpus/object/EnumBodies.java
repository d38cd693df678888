package javisor.corpus.object;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Enum constants with bodies of their own, and enums behind interfaces. */
public final class EnumBodies implements Program {
    interface Operation {
        long apply(long left, long right);
    }

    enum Arithmetic implements Operation {
        PLUS {
            @Override
            public long apply(long left, long right) {
                return left + right;
            }
        },
        TIMES {
            @Override
            public long apply(long left, long right) {
                return left * right;
            }

            @Override
            int priority() {
                return 2;
            }
        },
        FIRST {
            @Override
            public long apply(long left, long right) {
                return left;
            }
        };

        int priority() {
            return 1;
        }
    }

    private static final Arithmetic[] ALL = {Arithmetic.PLUS, Arithmetic.TIMES, Arithmetic.FIRST};

    @Override
    public void run() {
        for (Arithmetic each : ALL) {
            Operation operation = each;
            Out.println(operation.apply(Input.of(6L), 7));
            Out.println(each.priority());
            Out.println(
                    switch (each) {
                        case PLUS -> '+';
                        case TIMES -> '*';
                        case FIRST -> '1';
                    });
        }
    }
}
