package javisor.corpus.algorithm;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Disjoint sets with path halving. */
public final class UnionFind implements Program {
    private final int[] parents = new int[30];

    @Override
    public void run() {
        for (int i = 0; i < parents.length; i++) {
            parents[i] = Input.of(i);
        }
        for (int i = 0; i + 7 < parents.length; i += 3) {
            union(i, i + 7);
        }
        int sets = 0;
        for (int i = 0; i < parents.length; i++) {
            if (find(i) == i) {
                sets++;
            }
        }
        Out.println(sets);
        Out.println(find(0) == find(7));
        Out.println(find(1) == find(2));
    }

    private int find(int x) {
        int at = x;
        while (parents[at] != at) {
            parents[at] = parents[parents[at]];
            at = parents[at];
        }
        return at;
    }

    private void union(int a, int b) {
        parents[find(a)] = find(b);
    }
}
