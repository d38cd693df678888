package javisor.corpus.object;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** A linked list: building, reversing, removing. */
public final class LinkedLists implements Program {
    static final class Node {
        final int value;
        Node next;

        Node(int value, Node next) {
            this.value = value;
            this.next = next;
        }
    }

    @Override
    public void run() {
        Node head = null;
        for (int i = 0; i < 8; i++) {
            head = new Node(Input.of(i), head);
        }
        print(head);
        Node reversed = null;
        while (head != null) {
            Node next = head.next;
            head.next = reversed;
            reversed = head;
            head = next;
        }
        print(reversed);
        for (Node at = reversed; at != null; at = at.next) {
            if (at.next != null && at.next.value % 3 == 0) {
                at.next = at.next.next;
            }
        }
        print(reversed);
    }

    private static void print(Node head) {
        for (Node at = head; at != null; at = at.next) {
            Out.print(at.value);
            Out.print(" ");
        }
        Out.println();
    }
}
