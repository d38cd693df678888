package javisor.corpus.control;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Counting loops in every direction and step, and one whose counter wraps. */
public final class ForLoops implements Program {
    @Override
    public void run() {
        for (int i = 0; i < Input.of(3); i++) {
            Out.println(i);
        }
        for (int i = 10; i > 0; i -= 3) {
            Out.println(i);
        }
        for (long i = 1; i < 1L << 40; i <<= 7) {
            Out.println(i);
        }
        int turns = 0;
        for (int i = Integer.MAX_VALUE - 2; i > 0; i++) {
            turns++;
        }
        Out.println(turns);
        for (int i = 0, j = 10; i < j; i++, j -= 2) {
            Out.println(i * 100 + j);
        }
        for (int i = 5; i < 5; i++) {
            Out.println("never");
        }
    }
}
