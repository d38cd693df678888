package javisor.corpus.arithmetic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** Shifts by constants at and beyond the operand's width. */
public final class ShiftsByConstants implements Program {
    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        int x = Input.of(0x8765_4321);
        Out.println(x << 32);
        Out.println(x << 36);
        Out.println(x >> 35);
        Out.println(x >>> -4);
        long y = Input.of(0x8765_4321_0FED_CBA9L);
        Out.hex(y << 64);
        Out.hex(y >> 68);
        Out.hex(y >>> -8);
    }
}
