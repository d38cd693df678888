package javisor.corpus.object;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** A binary search tree: insertion, search, traversal, height. */
public final class BinaryTrees implements Program {
    static final class Tree {
        final int key;
        Tree left;
        Tree right;

        Tree(int key) {
            this.key = key;
        }

        void insert(int other) {
            if (other < key) {
                if (left == null) {
                    left = new Tree(other);
                } else {
                    left.insert(other);
                }
            } else if (other > key) {
                if (right == null) {
                    right = new Tree(other);
                } else {
                    right.insert(other);
                }
            }
        }

        void print() {
            if (left != null) {
                left.print();
            }
            Out.println(key);
            if (right != null) {
                right.print();
            }
        }
    }

    @Override
    public void run() {
        Tree tree = new Tree(50);
        int x = Input.of(7);
        for (int i = 0; i < 30; i++) {
            x = x * 37 % 101;
            tree.insert(x);
        }
        tree.print();
        Out.println(height(tree));
        Out.println(contains(tree, 44));
        Out.println(contains(tree, 1000));
    }

    private static int height(Tree tree) {
        return tree == null ? 0 : 1 + Math.max(height(tree.left), height(tree.right));
    }

    private static boolean contains(Tree tree, int key) {
        Tree at = tree;
        while (at != null && at.key != key) {
            at = key < at.key ? at.left : at.right;
        }
        return at != null;
    }
}
