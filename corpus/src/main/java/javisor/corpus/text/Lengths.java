package javisor.corpus.text;

import javisor.corpus.Out;
import javisor.corpus.Program;

/** Lengths and characters of strings. */
public final class Lengths implements Program {
    private static final String[] TEXTS = {"", "a", "hello", "with blank", "tab\tand\nnewline\0nul"};

    @Override
    public void run() {
        for (String text : TEXTS) {
            Out.println(text.length());
            for (int i = 0; i < text.length(); i++) {
                Out.print((int) text.charAt(i));
                Out.print(" ");
            }
            Out.println();
        }
    }
}
