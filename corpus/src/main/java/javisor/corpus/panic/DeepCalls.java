package javisor.corpus.panic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** A failure deep in recursion. */
public final class DeepCalls implements Program {
    @Override
    public void run() {
        Out.println(descend(Input.of(10)));
    }

    private static int descend(int depth) {
        if (depth == 0) {
            return 100 / Input.of(0);
        }
        return 1 + descend(depth - 1);
    }
}
