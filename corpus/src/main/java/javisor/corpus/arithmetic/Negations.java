package javisor.corpus.arithmetic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** Minus and complement; the smallest numbers have no positive counterpart. */
public final class Negations implements Program {
    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        Out.println(-Input.of(Integer.MIN_VALUE));
        Out.println(-Input.of(Long.MIN_VALUE));
        Out.println(-Input.of(Integer.MAX_VALUE));
        Out.println(-Input.of(0));
        Out.println(~Input.of(0));
        Out.println(~Input.of(0x1234_5678_9ABCL));
        Out.println(- -Input.of(5));
        Out.println(-(byte) Input.of(-128));
        Out.println(~(char) Input.of('a'));
    }
}
