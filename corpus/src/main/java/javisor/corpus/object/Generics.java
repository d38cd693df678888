package javisor.corpus.object;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Generic classes and methods, and the casts javac puts in. */
public final class Generics implements Program {
    static final class Box<T> {
        private T content;

        Box(T content) {
            this.content = content;
        }

        T content() {
            return content;
        }

        <U> Box<U> with(U other) {
            return new Box<>(other);
        }
    }

    static final class Pair<A, B extends Named> {
        final A first;
        final B second;

        Pair(A first, B second) {
            this.first = first;
            this.second = second;
        }

        String name() {
            return second.name();
        }
    }

    interface Named {
        String name();
    }

    static final class Thing implements Named {
        @Override
        public String name() {
            return "thing";
        }
    }

    @Override
    public void run() {
        Box<String> box = new Box<>("text");
        Out.println(box.content().length());
        Box<int[]> numbers = box.with(new int[] {1, 2, Input.of(3)});
        Out.println(numbers.content()[2]);
        Box<Box<String>> nested = numbers.with(box);
        Out.println(nested.content().content());
        Pair<String, Thing> pair = new Pair<>("first", new Thing());
        Out.println(pair.name());
        Out.println(choose(true, pair.first, "other"));
        Out.println(choose(false, pair.second, new Thing()).name());
    }

    private static <T> T choose(boolean first, T left, T right) {
        return first ? left : right;
    }
}
