package javisor.corpus.text;

import javisor.corpus.Out;
import javisor.corpus.Program;

/** Strings compared by content. */
public final class Equality implements Program {
    private static final String[] TEXTS = {"", "a", "b", "ab", "abc", "ab\u0100", "\u00FF"};

    @Override
    public void run() {
        for (String left : TEXTS) {
            for (String right : TEXTS) {
                Out.print(left.equals(right));
            }
            Out.println(left.equals(null));
            Object object = left;
            Out.println("ab".equals(object));
        }
        Object array = new int[1];
        Out.println("text".equals(array));
    }
}
