package javisor.corpus.panic;

import javisor.corpus.Out;
import javisor.corpus.Program;

/** A field of null. */
public final class NullField implements Program {
    private static final class Node {
        int value;
        Node next;
    }

    @Override
    public void run() {
        Node node = new Node();
        Out.println(node.value);
        Out.println(node.next.value);
    }
}
