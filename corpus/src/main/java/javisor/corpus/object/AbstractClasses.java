package javisor.corpus.object;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Abstract classes with the template in the superclass. */
public final class AbstractClasses implements Program {
    abstract static class Shape {
        abstract int area();

        String name() {
            return "shape";
        }

        final void print() {
            Out.print(name());
            Out.print(" ");
            Out.println(area());
        }
    }

    static final class Square extends Shape {
        private final int side;

        Square(int side) {
            this.side = side;
        }

        @Override
        int area() {
            return side * side;
        }
    }

    static class Rectangle extends Shape {
        final int width;
        final int height;

        Rectangle(int width, int height) {
            this.width = width;
            this.height = height;
        }

        @Override
        int area() {
            return width * height;
        }

        @Override
        String name() {
            return "rectangle";
        }
    }

    static final class Half extends Rectangle {
        Half(int width, int height) {
            super(width, height);
        }

        @Override
        int area() {
            return super.area() / 2;
        }
    }

    @Override
    public void run() {
        Shape[] shapes = {new Square(Input.of(3)), new Rectangle(2, 5), new Half(4, 5)};
        for (Shape shape : shapes) {
            shape.print();
        }
    }
}
