package javisor.corpus.heap;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** A graph of objects built with the image, with sharing and circles. */
public final class ObjectGraphs implements Program {
    private static final class Node {
        final String name;
        Node next;
        Node other;

        Node(String name) {
            this.name = name;
        }
    }

    private static final Node RING = ring();
    private static final Node SHARED = RING.next.next;
    private static final Node[] NODES = {RING, SHARED, RING.next, null};

    private static Node ring() {
        Node first = new Node("first");
        Node second = new Node("second");
        Node third = new Node("third");
        first.next = second;
        second.next = third;
        third.next = first;
        third.other = third;
        second.other = first;
        return first;
    }

    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        Node at = RING;
        for (int i = 0; i < Input.of(7); i++) {
            Out.println(at.name);
            at = at.next;
        }
        Out.println(SHARED.other == SHARED);
        Out.println(NODES[1] == RING.next.other.next.next);
        Out.println(NODES[3] == null);
        Out.println(NODES[2].other.name);
    }
}
