package javisor.corpus.text;

import javisor.corpus.Out;
import javisor.corpus.Program;

/** Strings put together by javac from constants. */
public final class ConstantStrings implements Program {
    private static final String NAME = "Javisor";
    private static final int YEAR = 2026;
    private static final char MARK = '!';

    @Override
    public void run() {
        Out.println("name: " + NAME + " " + YEAR + MARK + true + 10L);
        Out.println(("a" + "b").length());
        final String local = "local" + NAME;
        Out.println(local.length());
        Out.println("""
            a block
              of text \
            joined""");
    }
}
