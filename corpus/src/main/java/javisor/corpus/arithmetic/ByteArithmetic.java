package javisor.corpus.arithmetic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** Bytes are computed as int and wrap when they are stored. */
public final class ByteArithmetic implements Program {
    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        byte b = (byte) Input.of(127);
        b++;
        Out.println(b);
        b -= 1;
        Out.println(b);
        b *= 2;
        Out.println(b);
        b >>>= 1;
        Out.println(b);
        b = (byte) (b & 0x0F | 0x50);
        Out.println(b);
        int sum = 0;
        for (byte i = -128; i < 127; i++) {
            sum += i;
        }
        Out.println(sum);
    }
}
