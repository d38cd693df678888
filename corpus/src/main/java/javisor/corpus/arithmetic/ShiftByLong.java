package javisor.corpus.arithmetic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** The count of a shift may be a long; only its low bits matter. */
public final class ShiftByLong implements Program {
    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        long count = Input.of(0x1_0000_0003L);
        Out.println(Input.of(5) << count);
        Out.println(Input.of(-80) >> count);
        Out.println(Input.of(-80) >>> count);
        Out.println(Input.of(5L) << count);
        int x = Input.of(3);
        x <<= count;
        Out.println(x);
        short s = (short) Input.of(-300);
        s >>>= 4;
        Out.println(s);
    }
}
