package javisor.corpus.arithmetic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** Shorts are computed as int and wrap when they are stored. */
public final class ShortArithmetic implements Program {
    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        short s = (short) Input.of(32767);
        s++;
        Out.println(s);
        s ^= 0x0FF0;
        Out.println(s);
        s /= 3;
        Out.println(s);
        s %= 100;
        Out.println(s);
        s <<= 12;
        Out.println(s);
        Out.println(-s);
    }
}
