package javisor.corpus.algorithm;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** Roman numerals from tables of numbers and names. */
public final class RomanNumerals implements Program {
    private static final int[] VALUES = {1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1};
    private static final String[] NAMES = {"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"};
    private static final int[] YEARS = {1, 4, 9, 1954, 1990, 2026, 3999};

    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        for (int year : YEARS) {
            int rest = Input.of(year);
            for (int i = 0; i < VALUES.length; i++) {
                while (rest >= VALUES[i]) {
                    Out.print(NAMES[i]);
                    rest -= VALUES[i];
                }
            }
            Out.println();
        }
    }
}
