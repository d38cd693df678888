package javisor.corpus.text;

import javisor.corpus.Out;
import javisor.corpus.Program;

/** Characters compared from both ends. */
public final class Palindromes implements Program {
    private static final String[] TEXTS = {"level", "noon", "javisor", "", "x", "ab"};

    @Override
    public void run() {
        for (String text : TEXTS) {
            Out.println(palindrome(text));
        }
    }

    private static boolean palindrome(String text) {
        for (int i = 0, j = text.length() - 1; i < j; i++, j--) {
            if (text.charAt(i) != text.charAt(j)) {
                return false;
            }
        }
        return true;
    }
}
