package javisor.corpus.control;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** Chains of conditional expressions of every type. */
public final class Ternaries implements Program {
    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        for (int i = -2; i <= 2; i++) {
            int x = Input.of(i);
            Out.println(x < 0 ? "negative" : x == 0 ? "zero" : "positive");
            Out.println(x > 1 ? 1L << 40 : x);
            Out.println(x != 0 ? (x > 0 ? 'p' : 'n') : 'z');
            Out.println((x & 1) == 0 ? x > 0 : x < 0);
            Out.println((x > 0 ? x : -x) + (x == 2 ? 10 : 20));
            String text = x == 1 ? null : "some";
            Out.println(text == null ? "none" : text);
        }
    }
}
