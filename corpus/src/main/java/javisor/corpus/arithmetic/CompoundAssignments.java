package javisor.corpus.arithmetic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Compound assignments compute in the wider type and narrow to the target's. */
public final class CompoundAssignments implements Program {
    private int field;
    private static long total = 1;

    @Override
    public void run() {
        int[] array = {1, 2, 3};
        int i = Input.of(1);
        array[i++] += 10;
        array[i--] *= array[i];
        Out.println(array[0]);
        Out.println(array[1]);
        Out.println(array[2]);
        Out.println(i);
        field = 10;
        field += 5;
        field <<= 2;
        field -= 0x1_0000_0003L;
        Out.println(field);
        total = 1;
        total += field;
        total *= -3;
        total |= 1L << 40;
        total ^= 0xFF;
        total %= 1_000_003;
        Out.println(total);
        char c = 'A';
        c += field > 0 ? 1 : 2;
        Out.println(c);
        byte b = 100;
        b += 100;
        Out.println(b);
        i = 5;
        i += i++ + ++i;
        Out.println(i);
    }
}
