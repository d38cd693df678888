package javisor.corpus.arithmetic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** Widening keeps the value: signs are extended, chars are not. */
public final class WideningConversions implements Program {
    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        byte b = (byte) Input.of(0x80);
        short s = (short) Input.of(0x8000);
        char c = (char) Input.of(0x8000);
        int i = Input.of(0x8000_0000);
        long fromByte = b;
        long fromShort = s;
        long fromChar = c;
        long fromInt = i;
        Out.println(fromByte);
        Out.println(fromShort);
        Out.println(fromChar);
        Out.println(fromInt);
        Out.println(b & 0xFF);
        Out.println(i & 0xFFFF_FFFFL);
        Out.println(b + c);
        Out.println(Integer.toUnsignedLong(i));
    }
}
