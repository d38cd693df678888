package javisor.corpus.control;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Recursion with results of 64 bits. */
public final class Factorials implements Program {
    @Override
    public void run() {
        for (int i = 0; i <= 21; i++) {
            Out.println(factorial(Input.of(i)));
        }
    }

    private static long factorial(int n) {
        return n <= 1 ? 1 : n * factorial(n - 1);
    }
}
