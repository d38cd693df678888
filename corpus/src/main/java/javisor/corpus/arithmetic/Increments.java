package javisor.corpus.arithmetic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Increments before and after, of locals, fields, statics and elements. */
public final class Increments implements Program {
    private int field;
    private static int counter;

    @Override
    public void run() {
        int local = Input.of(5);
        Out.println(local++ + ++local);
        Out.println(local-- - --local);
        field = 1;
        Out.println(field++);
        Out.println(++field);
        Out.println(this.field--);
        counter = 7;
        Out.println(counter++ * counter);
        Out.println(--counter);
        long[] longs = {1, Long.MAX_VALUE};
        longs[1]++;
        Out.println(longs[1]);
        Out.println(++longs[0] + longs[0]++);
        Out.println(longs[0]);
        local += 1000;
        local += 100000;
        Out.println(local);
    }
}
