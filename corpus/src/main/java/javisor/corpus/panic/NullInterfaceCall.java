package javisor.corpus.panic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** A call through an interface on null. */
public final class NullInterfaceCall implements Program {
    private interface Action {
        int act();
    }

    private static final class One implements Action {
        @Override
        public int act() {
            return 1;
        }
    }

    private static final class Two implements Action {
        @Override
        public int act() {
            return 2;
        }
    }

    @Override
    public void run() {
        Action[] actions = {new One(), new Two(), null};
        Out.println(actions[Input.of(1)].act() + actions[0].act());
        Out.println(actions[Input.of(2)].act());
    }
}
