package javisor.corpus.control;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Two methods that call each other. */
public final class MutualRecursion implements Program {
    @Override
    public void run() {
        for (int i = 0; i < 40; i += 13) {
            Out.println(even(Input.of(i)));
            Out.println(odd(Input.of(i)));
        }
        for (int i = 0; i < 12; i++) {
            Out.println(female(i) * 100 + male(i));
        }
    }

    private static boolean even(int n) {
        return n == 0 || odd(n - 1);
    }

    private static boolean odd(int n) {
        return n != 0 && even(n - 1);
    }

    private static int female(int n) {
        return n == 0 ? 1 : n - male(female(n - 1));
    }

    private static int male(int n) {
        return n == 0 ? 0 : n - female(male(n - 1));
    }
}
