package javisor.corpus.control;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Loops that test first and loops that test last. */
public final class WhileLoops implements Program {
    @Override
    public void run() {
        int x = Input.of(27);
        int steps = 0;
        while (x != 1) {
            x = (x & 1) == 0 ? x / 2 : 3 * x + 1;
            steps++;
        }
        Out.println(steps);
        do {
            x += 7;
        } while (x < 20);
        Out.println(x);
        do {
            Out.println("once");
        } while (Input.of(0) != 0);
        while (true) {
            if (--x < 5) {
                break;
            }
            if (x % 3 == 0) {
                continue;
            }
            Out.println(x);
        }
    }
}
