package javisor.corpus.control;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Recursion whose argument is a call of itself. */
public final class Ackermann implements Program {
    @Override
    public void run() {
        for (int m = 0; m < 3; m++) {
            for (int n = 0; n < 4; n++) {
                Out.println(ackermann(Input.of(m), Input.of(n)));
            }
        }
    }

    private static int ackermann(int m, int n) {
        if (m == 0) {
            return n + 1;
        }
        return n == 0 ? ackermann(m - 1, 1) : ackermann(m - 1, ackermann(m, n - 1));
    }
}
