package javisor.corpus.text;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Strings outside Latin-1. */
public final class WideStrings implements Program {
    private static final String[] TEXTS = {
        "\u00E9t\u00E9", "\u043F\u0440\u0438\u0432\u0435\u0442", "a\u20AC", "\uD83D\uDE00!"
    };

    @Override
    public void run() {
        for (String text : TEXTS) {
            Out.println(text.length());
            int sum = 0;
            for (int i = 0; i < text.length(); i++) {
                sum = sum * 31 + text.charAt(Input.of(i));
            }
            Out.println(sum);
            Out.println(text.equals("a\u20AC"));
        }
    }
}
