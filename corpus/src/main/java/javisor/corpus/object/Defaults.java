package javisor.corpus.object;

import javisor.corpus.Out;
import javisor.corpus.Program;

/** Fields start as zero, false and null; initialisers run in order. */
public final class Defaults implements Program {
    static class Base {
        int first;
        int second = first + 1;
        int third;

        {
            third = second * 10;
            second = 7;
        }

        boolean flag;
        String text;
        long wide;
        int[] array;
    }

    @Override
    public void run() {
        Base base = new Base();
        Out.println(base.first);
        Out.println(base.second);
        Out.println(base.third);
        Out.println(base.flag);
        Out.println(base.text == null);
        Out.println(base.wide);
        Out.println(base.array == null);
    }
}
