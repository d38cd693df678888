package javisor.corpus.array;

import javisor.corpus.Out;
import javisor.corpus.Program;

/** Instance tests and casts of arrays. */
public final class ArrayTypes implements Program {
    @Override
    public void run() {
        Object[] things = {new int[1], new long[2], new String[3], new Object[4], new int[5][6], "text", new byte[7]};
        for (Object thing : things) {
            Out.print(thing instanceof int[]);
            Out.print(thing instanceof long[]);
            Out.print(thing instanceof byte[]);
            Out.print(thing instanceof Object[]);
            Out.print(thing instanceof String[]);
            Out.println(thing instanceof int[][]);
            if (thing instanceof int[] ints) {
                Out.println(ints.length);
            }
            if (thing instanceof Object[] objects) {
                Out.println(((Object[]) thing).length + objects.length);
            }
        }
        int[][] matrix = (int[][]) things[4];
        Out.println(matrix[4].length);
    }
}
