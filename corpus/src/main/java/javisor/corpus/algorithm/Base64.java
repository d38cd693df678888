package javisor.corpus.algorithm;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Base64, there and back. */
public final class Base64 implements Program {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final String[] TEXTS = {"", "f", "fo", "foo", "foob", "fooba", "foobar"};

    @Override
    public void run() {
        for (String text : TEXTS) {
            char[] encoded = encode(text);
            for (char c : encoded) {
                Out.print(c);
            }
            Out.println();
            decode(encoded);
        }
    }

    private static char[] encode(String text) {
        char[] result = new char[(text.length() + 2) / 3 * 4];
        for (int i = 0, at = 0; i < text.length(); i += 3) {
            int bits = Input.of(text.charAt(i)) << 16;
            bits |= i + 1 < text.length() ? text.charAt(i + 1) << 8 : 0;
            bits |= i + 2 < text.length() ? text.charAt(i + 2) : 0;
            result[at++] = ALPHABET.charAt(bits >>> 18);
            result[at++] = ALPHABET.charAt(bits >>> 12 & 63);
            result[at++] = i + 1 < text.length() ? ALPHABET.charAt(bits >>> 6 & 63) : '=';
            result[at++] = i + 2 < text.length() ? ALPHABET.charAt(bits & 63) : '=';
        }
        return result;
    }

    private static void decode(char[] encoded) {
        int bits = 0;
        int count = 0;
        for (char c : encoded) {
            int value = 0;
            while (value < 64 && ALPHABET.charAt(value) != c) {
                value = value == 63 ? 64 : value + 1;
            }
            if (value == 64) {
                break;
            }
            bits = bits << 6 | value;
            count += 6;
            if (count >= 8) {
                count -= 8;
                Out.print((char) (bits >>> count & 0xFF));
            }
        }
        Out.println();
    }
}
