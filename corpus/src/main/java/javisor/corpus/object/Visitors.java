package javisor.corpus.object;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** The visitor pattern: two dispatches for one call. */
public final class Visitors implements Program {
    interface Visitor {
        int visitLeaf(Leaf leaf);

        int visitNode(Node node);
    }

    interface Tree {
        int accept(Visitor visitor);
    }

    static final class Leaf implements Tree {
        final int value;

        Leaf(int value) {
            this.value = value;
        }

        @Override
        public int accept(Visitor visitor) {
            return visitor.visitLeaf(this);
        }
    }

    static final class Node implements Tree {
        final Tree left;
        final Tree right;

        Node(Tree left, Tree right) {
            this.left = left;
            this.right = right;
        }

        @Override
        public int accept(Visitor visitor) {
            return visitor.visitNode(this);
        }
    }

    static final class Sum implements Visitor {
        @Override
        public int visitLeaf(Leaf leaf) {
            return leaf.value;
        }

        @Override
        public int visitNode(Node node) {
            return node.left.accept(this) + node.right.accept(this);
        }
    }

    static final class Depth implements Visitor {
        @Override
        public int visitLeaf(Leaf leaf) {
            return 1;
        }

        @Override
        public int visitNode(Node node) {
            return 1 + Math.max(node.left.accept(this), node.right.accept(this));
        }
    }

    @Override
    public void run() {
        Tree tree = new Node(new Leaf(Input.of(1)), new Node(new Node(new Leaf(2), new Leaf(3)), new Leaf(4)));
        Out.println(tree.accept(new Sum()));
        Out.println(tree.accept(new Depth()));
    }
}
