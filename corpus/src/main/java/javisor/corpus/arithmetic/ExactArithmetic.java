package javisor.corpus.arithmetic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** Arithmetic that would fail on overflow, where it does not overflow. */
public final class ExactArithmetic implements Program {
    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        Out.println(Math.addExact(Input.of(Integer.MAX_VALUE), -1));
        Out.println(Math.subtractExact(Input.of(Long.MIN_VALUE), -1));
        Out.println(Math.multiplyExact(Input.of(46340), 46340));
        Out.println(Math.multiplyExact(Input.of(3_037_000_499L), 3_037_000_499L));
        Out.println(Math.negateExact(Input.of(Integer.MAX_VALUE)));
        Out.println(Math.toIntExact(Input.of(-2_147_483_648L)));
        Out.println(Math.incrementExact(Input.of(41)));
        Out.println(Math.multiplyFull(Input.of(Integer.MIN_VALUE), Integer.MIN_VALUE));
        Out.hex(Math.multiplyHigh(Input.of(Long.MIN_VALUE), 3));
        Out.hex(Math.unsignedMultiplyHigh(Input.of(-1L), -1L));
        Out.println(Integer.reverse(Input.of(1)));
        Out.hex(Long.reverse(Input.of(6L)));
    }
}
