package javisor.corpus.text;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Letters shifted in the alphabet and back. */
public final class Ciphers implements Program {
    @Override
    public void run() {
        String text = "The Quick Brown Fox, 1970!";
        char[] letters = new char[text.length()];
        for (int i = 0; i < letters.length; i++) {
            letters[i] = shifted(text.charAt(i), Input.of(13));
        }
        print(letters);
        for (int i = 0; i < letters.length; i++) {
            letters[i] = shifted(letters[i], -13);
        }
        print(letters);
    }

    private static char shifted(char c, int by) {
        if (c >= 'a' && c <= 'z') {
            return (char) ('a' + (c - 'a' + by + 26) % 26);
        }
        if (c >= 'A' && c <= 'Z') {
            return (char) ('A' + (c - 'A' + by + 26) % 26);
        }
        return c;
    }

    private static void print(char[] letters) {
        for (char letter : letters) {
            Out.print(letter);
        }
        Out.println();
    }
}
