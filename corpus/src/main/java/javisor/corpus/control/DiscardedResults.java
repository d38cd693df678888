package javisor.corpus.control;

import javisor.corpus.Out;
import javisor.corpus.Program;

/** Results nobody uses, of one and of two stack slots. */
public final class DiscardedResults implements Program {
    private static int calls;

    @Override
    public void run() {
        calls = 0;
        count();
        countLong();
        text();
        DiscardedResults.count();
        Out.println(calls);
    }

    private static int count() {
        return ++calls;
    }

    private static long countLong() {
        calls += 10;
        return calls;
    }

    private static String text() {
        calls += 100;
        return "unused";
    }
}
