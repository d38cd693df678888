package javisor.corpus.object;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Constructors that call each other and their superclass's. */
public final class Constructors implements Program {
    static class Point {
        final int x;
        final int y;
        String name = "point";

        Point() {
            this(1);
        }

        Point(int both) {
            this(both, both);
            name = "square";
        }

        Point(int x, int y) {
            this.x = x;
            this.y = y;
        }
    }

    static final class Named extends Point {
        Named(String name) {
            super(Input.of(40));
            this.name = name;
        }

        Named() {
            super();
        }
    }

    @Override
    public void run() {
        print(new Point());
        print(new Point(2));
        print(new Point(3, 4));
        print(new Named("named"));
        print(new Named());
    }

    private static void print(Point point) {
        Out.print(point.name);
        Out.println(point.x * 100 + point.y);
    }
}
