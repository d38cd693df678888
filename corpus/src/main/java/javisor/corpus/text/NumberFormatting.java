package javisor.corpus.text;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Numbers written into an array of characters. */
public final class NumberFormatting implements Program {
    private static final long[] VALUES = {0, 7, -7, 1000, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE};

    @Override
    public void run() {
        char[] buffer = new char[70];
        for (long value : VALUES) {
            for (int radix = 2; radix <= 16; radix += 7) {
                int length = format(Input.of(value), radix, buffer);
                for (int i = buffer.length - length; i < buffer.length; i++) {
                    Out.print(buffer[i]);
                }
                Out.println();
            }
        }
    }

    private static int format(long value, int radix, char[] buffer) {
        int at = buffer.length;
        long rest = value > 0 ? -value : value;
        do {
            at--;
            buffer[at] = "0123456789abcdef".charAt((int) -(rest % radix));
            rest /= radix;
        } while (rest != 0);
        if (value < 0) {
            at--;
            buffer[at] = '-';
        }
        return buffer.length - at;
    }
}
