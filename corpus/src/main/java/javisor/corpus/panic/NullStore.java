package javisor.corpus.panic;

import javisor.corpus.Input;
import javisor.corpus.Program;

/** A store into a field of null. */
public final class NullStore implements Program {
    private static final class Node {
        long first;
        long value;
    }

    @Override
    public void run() {
        Node node = Input.of(0) == 0 ? null : new Node();
        node.value = 5;
    }
}
