package javisor.corpus.object;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** The equals that javac generates for records. */
public final class RecordEquality implements Program {
    record Point(int x, long y, byte z, char c, boolean flag, String name, int[] array) {}

    record Line(Point from, Point to) {}

    @Override
    public void run() {
        int[] array = {1};
        Point point = new Point(1, 2, (byte) 3, 'c', true, "name", array);
        Point[] points = {
            point,
            new Point(Input.of(1), 2, (byte) 3, 'c', true, "name", array),
            new Point(1, 2, (byte) 3, 'c', true, "name", new int[] {1}),
            new Point(1, Input.of(3L), (byte) 3, 'c', true, "name", array),
            new Point(1, 2, (byte) 3, 'c', false, "name", array),
            new Point(1, 2, (byte) 3, 'c', true, null, array)
        };
        for (Point left : points) {
            for (Point right : points) {
                Out.print(left.equals(right));
                Out.print(new Line(left, right).equals(new Line(right, left)));
            }
            Out.println(left.equals(null));
        }
    }
}
