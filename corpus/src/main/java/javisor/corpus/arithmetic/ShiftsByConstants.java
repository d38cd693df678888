package javisor.corpus.arithmetic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Shifts by constants at and beyond the operand's width. */
public final class ShiftsByConstants implements Program {
    @Override
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
