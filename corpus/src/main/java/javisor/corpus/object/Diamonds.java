package javisor.corpus.object;

import javisor.corpus.Out;
import javisor.corpus.Program;

/** A class that gets one interface by two ways. */
public final class Diamonds implements Program {
    interface Top {
        default int value() {
            return 1;
        }
    }

    interface Left extends Top {
        default int left() {
            return value() * 10;
        }
    }

    interface Right extends Top {
        @Override
        default int value() {
            return 2;
        }

        default int right() {
            return value() * 100;
        }
    }

    static class Bottom implements Left, Right {}

    static final class Lower extends Bottom implements Top {
        @Override
        public int value() {
            return super.value() + 1;
        }
    }

    @Override
    public void run() {
        Top[] tops = {new Bottom(), new Lower()};
        for (Top top : tops) {
            Out.println(top.value());
            Out.println(((Left) top).left());
            Out.println(((Right) top).right());
        }
    }
}
