package javisor.corpus.object;

import javisor.corpus.Out;
import javisor.corpus.Program;

/** References are compared by identity. */
public final class Identity implements Program {
    @Override
    public void run() {
        Object first = new Object();
        Object second = new Object();
        Object same = first;
        Out.println(first == second);
        Out.println(first == same);
        Out.println(first != second);
        Out.println(first == null || second == null);
        Out.println(this == self());
        int[] array = new int[1];
        int[] other = new int[1];
        Out.println(array == other);
        Out.println("text" == text());
        Out.println((Object) array == first);
    }

    private Identity self() {
        return this;
    }

    private static String text() {
        return "text";
    }
}
