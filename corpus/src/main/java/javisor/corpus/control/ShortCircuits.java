package javisor.corpus.control;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** The second operand of && and || runs only when it decides. */
public final class ShortCircuits implements Program {
    private static int calls;

    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        calls = 0;
        Out.println(yes() && no());
        Out.println(no() && yes());
        Out.println(yes() || no());
        Out.println(no() || yes());
        Out.println(calls);
        Out.println(yes() & no());
        Out.println(yes() | no());
        Out.println(yes() ^ yes());
        Out.println(calls);
        Out.println(!(no() || no()) && (yes() || no() && yes()));
        Out.println(calls);
    }

    private static boolean yes() {
        calls++;
        return Input.of(1) == 1;
    }

    private static boolean no() {
        calls += 100;
        return Input.of(1) == 0;
    }
}
