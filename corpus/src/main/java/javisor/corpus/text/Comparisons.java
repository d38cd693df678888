package javisor.corpus.text;

import javisor.corpus.Out;
import javisor.corpus.Program;

/** Strings in order, prefixes and empty strings. */
public final class Comparisons implements Program {
    private static final String[] TEXTS = {"", "a", "ab", "b", "aB", "\u00E9", "\u0100"};

    @Override
    public void run() {
        for (String left : TEXTS) {
            Out.println(left.isEmpty());
            for (String right : TEXTS) {
                int order = left.compareTo(right);
                Out.print(order < 0 ? '<' : order > 0 ? '>' : '=');
                Out.print(left.startsWith(right));
            }
            Out.println();
            Out.println(left.hashCode());
        }
    }
}
