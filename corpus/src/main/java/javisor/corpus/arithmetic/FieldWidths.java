package javisor.corpus.arithmetic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** Fields of every width keep their neighbours intact. */
public final class FieldWidths implements Program {
    private byte first = -1;
    private boolean flag = true;
    private short second = -2;
    private char letter = 0xFFFD;
    private int third = -4;
    private long fourth = -5;
    private byte last = 0x7F;

    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        last = 0x7F;
        flag = true;
        first = (byte) Input.of(0x180);
        Out.println(first);
        Out.println(flag);
        second = (short) Input.of(0x18000);
        letter = (char) Input.of(0x1FFFF);
        third = Input.of(77);
        fourth = Input.of(Long.MIN_VALUE);
        last++;
        flag = first > second;
        Out.println(first);
        Out.println(flag);
        Out.println(second);
        Out.println((int) letter);
        Out.println(third);
        Out.println(fourth);
        Out.println(last);
    }
}
