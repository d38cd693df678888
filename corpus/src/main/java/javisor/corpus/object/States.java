package javisor.corpus.object;

import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** Objects that answer with the next state. */
public final class States implements Program {
    interface State {
        State next(char c);

        boolean accepts();
    }

    enum Phase implements State {
        START {
            @Override
            public State next(char c) {
                return c == '-' ? SIGN : c >= '0' && c <= '9' ? DIGITS : BAD;
            }
        },
        SIGN {
            @Override
            public State next(char c) {
                return c >= '0' && c <= '9' ? DIGITS : BAD;
            }
        },
        DIGITS {
            @Override
            public State next(char c) {
                return c >= '0' && c <= '9' ? this : BAD;
            }

            @Override
            public boolean accepts() {
                return true;
            }
        },
        BAD {
            @Override
            public State next(char c) {
                return this;
            }
        };

        @Override
        public boolean accepts() {
            return false;
        }
    }

    private static final String[] TEXTS = {"12", "-7", "-", "1-", "", "x1", "1234567890"};

    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        for (String text : TEXTS) {
            State state = Phase.START;
            for (int i = 0; i < text.length(); i++) {
                state = state.next(text.charAt(i));
            }
            Out.println(state.accepts());
        }
    }
}
