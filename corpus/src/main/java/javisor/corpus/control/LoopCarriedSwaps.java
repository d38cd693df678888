package javisor.corpus.control;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** Variables that exchange their values around a loop. */
public final class LoopCarriedSwaps implements Program {
    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        int a = Input.of(1);
        int b = Input.of(2);
        int c = Input.of(3);
        for (int i = 0; i < 5; i++) {
            int keep = a;
            a = b;
            b = c;
            c = keep;
            Out.println(a * 100 + b * 10 + c);
        }
        long x = 0;
        long y = 1;
        while (x < 1_000_000_000_000L) {
            long next = x + y;
            x = y;
            y = next;
        }
        Out.println(x);
        String first = "first";
        String second = "second";
        for (int i = 0; i < 3; i++) {
            String keep = first;
            first = second;
            second = keep;
        }
        Out.println(first);
    }
}
