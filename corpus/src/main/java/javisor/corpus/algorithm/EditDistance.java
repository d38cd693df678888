package javisor.corpus.algorithm;

import javisor.corpus.Out;
import javisor.corpus.Program;

/** Levenshtein's distance with two rows. */
public final class EditDistance implements Program {
    @Override
    public void run() {
        Out.println(distance("kitten", "sitting"));
        Out.println(distance("hypervisor", "supervisor"));
        Out.println(distance("", "abc"));
        Out.println(distance("same", "same"));
    }

    private static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        int[] next = new int[right.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 0; i < left.length(); i++) {
            next[0] = i + 1;
            for (int j = 0; j < right.length(); j++) {
                int replaced = row[j] + (left.charAt(i) == right.charAt(j) ? 0 : 1);
                next[j + 1] = Math.min(replaced, Math.min(row[j + 1], next[j]) + 1);
            }
            int[] keep = row;
            row = next;
            next = keep;
        }
        return row[right.length()];
    }
}
