package javisor.corpus.arithmetic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** Conversions that drop high bits and extend the sign, or not, of what is left. */
public final class NarrowingConversions implements Program {
    private static final long[] VALUES = {0, 127, 128, 255, 256, 32767, 32768, 65535, 65536, -1, -129, 0x1_8000_8080L};

    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        for (long value : VALUES) {
            long x = Input.of(value);
            Out.println((int) x);
            Out.println((short) x);
            Out.println((byte) x);
            Out.println((int) (char) x);
            int i = (int) x;
            Out.println((short) i);
            Out.println((byte) i);
            Out.println((int) (char) i);
            Out.println((byte) (char) i);
            Out.println((int) (char) (byte) i);
        }
    }
}
