package javisor.corpus.array;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Indices computed from other elements, with increments inside. */
public final class IndexExpressions implements Program {
    @Override
    public void run() {
        int[] next = {3, 0, 4, 1, 2};
        int at = Input.of(0);
        for (int i = 0; i < 10; i++) {
            Out.print(at);
            at = next[at];
        }
        Out.println();
        int i = 0;
        next[i++] = next[i++] + next[i++];
        Out.println(next[0]);
        Out.println(i);
        next[next[next[3]]] = 9;
        for (int element : next) {
            Out.print(element);
        }
        Out.println();
        byte[] bytes = new byte[3];
        char index = 1;
        bytes[index] = 5;
        short other = 2;
        bytes[other] = bytes[index];
        Out.println(bytes[2]);
    }
}
