package javisor.corpus.arithmetic;

import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** The corner cases of division where every operand is a constant. */
public final class FoldedDivision implements Program {
    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        int minimum = Integer.MIN_VALUE;
        int minusOne = -1;
        Out.println(minimum / minusOne);
        Out.println(minimum % minusOne);
        long longMinimum = Long.MIN_VALUE;
        long longMinusOne = -1;
        Out.println(longMinimum / longMinusOne);
        Out.println(longMinimum % longMinusOne);
        Out.println(minimum / longMinusOne);
    }
}
