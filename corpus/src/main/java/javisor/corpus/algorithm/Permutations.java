package javisor.corpus.algorithm;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** All permutations in lexical order. */
public final class Permutations implements Program {
    @Override
    public void run() {
        int[] digits = {1, 2, 3, 4};
        int count = 0;
        do {
            int number = 0;
            for (int digit : digits) {
                number = number * 10 + digit;
            }
            Out.println(number);
            count++;
        } while (next(digits) && count < Input.of(100));
    }

    private static boolean next(int[] digits) {
        int i = digits.length - 2;
        while (i >= 0 && digits[i] > digits[i + 1]) {
            i--;
        }
        if (i < 0) {
            return false;
        }
        int j = digits.length - 1;
        while (digits[j] < digits[i]) {
            j--;
        }
        swap(digits, i, j);
        for (int low = i + 1, high = digits.length - 1; low < high; low++, high--) {
            swap(digits, low, high);
        }
        return true;
    }

    private static void swap(int[] digits, int i, int j) {
        int keep = digits[i];
        digits[i] = digits[j];
        digits[j] = keep;
    }
}
