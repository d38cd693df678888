package javisor.compiler.sample;

/** Two kinds of record behind an interface, for virtual calls and pattern switches. */
public sealed interface Shape {
    int area();

    record Square(int side) implements Shape {
        @Override
        public int area() {
            return side * side;
        }
    }

    record Rectangle(int width, int height) implements Shape {
        @Override
        public int area() {
            return width * height;
        }
    }
}
