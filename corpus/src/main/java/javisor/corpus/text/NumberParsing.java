package javisor.corpus.text;

import javisor.corpus.Out;
import javisor.corpus.Program;

/** Numbers read from text. */
public final class NumberParsing implements Program {
    private static final String[] TEXTS = {"0", "42", "-17", "2147483647", "-9223372036854775808", "12x", ""};

    @Override
    public void run() {
        for (String text : TEXTS) {
            Out.println(parse(text));
        }
        Out.hex(parseHex("DEADbeef"));
    }

    private static long parse(String text) {
        boolean negative = text.length() > 0 && text.charAt(0) == '-';
        long value = 0;
        for (int i = negative ? 1 : 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 - digit;
        }
        return negative ? value : -value;
    }

    private static long parseHex(String text) {
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            int c = text.charAt(i) | 0x20;
            value = value << 4 | (c <= '9' ? c - '0' : c - 'a' + 10);
        }
        return value;
    }
}
