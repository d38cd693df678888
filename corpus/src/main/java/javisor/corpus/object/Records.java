package javisor.corpus.object;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Records: accessors, compact constructors, methods, static factories. */
public final class Records implements Program {
    record Point(int x, int y) {
        static final Point ORIGIN = new Point(0, 0);

        Point {
            if (x > 100) {
                x = 100;
            }
        }

        static Point diagonal(int both) {
            return new Point(both, both);
        }

        int distance(Point other) {
            return Math.abs(x - other.x) + Math.abs(y - other.y());
        }

        Point moved(int byX) {
            return new Point(x + byX, y);
        }
    }

    record Named(String name, long value, boolean flag, Point point) {}

    @Override
    public void run() {
        Point point = new Point(Input.of(3), Input.of(500));
        Out.println(point.x() + point.y());
        Out.println(point.moved(1000).x());
        Out.println(point.distance(Point.ORIGIN));
        Out.println(Point.diagonal(7).distance(point));
        Named named = new Named("name", 1L << 33, true, point);
        Out.println(named.name());
        Out.println(named.value());
        Out.println(named.flag());
        Out.println(named.point().y());
    }
}
