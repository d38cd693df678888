package javisor.corpus.algorithm;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Factorials in an array of digits. */
public final class BigNumbers implements Program {
    @Override
    public void run() {
        int[] digits = new int[70];
        digits[0] = 1;
        int length = 1;
        for (int factor = 2; factor <= Input.of(50); factor++) {
            int carry = 0;
            for (int i = 0; i < length || carry != 0; i++) {
                int product = digits[i] * factor + carry;
                digits[i] = product % 10;
                carry = product / 10;
                length = Math.max(length, i + 1);
            }
        }
        for (int i = length - 1; i >= 0; i--) {
            Out.print(digits[i]);
        }
        Out.println();
    }
}
