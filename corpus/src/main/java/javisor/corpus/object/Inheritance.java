package javisor.corpus.object;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Fields and methods of a chain of classes. */
public final class Inheritance implements Program {
    static class First {
        byte a = 1;
        long b = 2;

        int sum() {
            return a + (int) b;
        }

        int twice() {
            return 2 * sum();
        }
    }

    static class Second extends First {
        short c = 3;
        byte d = 4;

        @Override
        int sum() {
            return super.sum() + c + d;
        }
    }

    static final class Third extends Second {
        int e = 5;
        byte f = 6;

        @Override
        int sum() {
            return super.sum() + e + f;
        }

        @Override
        int twice() {
            return super.twice() + 1000;
        }
    }

    @Override
    public void run() {
        First[] all = {new First(), new Second(), new Third()};
        for (First one : all) {
            one.a += 10;
            one.b = Input.of(20L);
            Out.println(one.sum());
            Out.println(one.twice());
        }
        Third third = (Third) all[2];
        third.f = -1;
        third.d = -2;
        Out.println(third.f + third.e + third.d + third.c + third.a);
    }
}
