package javisor.corpus.object;

import javisor.corpus.Out;
import javisor.corpus.Program;

/** Overrides with narrower types, reached by the wider signature. */
public final class BridgeMethods implements Program {
    interface Comparer<T> {
        int compare(T left, T right);
    }

    static final class ByLength implements Comparer<String> {
        @Override
        public int compare(String left, String right) {
            return left.length() - right.length();
        }
    }

    abstract static class Producer<T> {
        abstract T produce();

        void accept(T value) {
            Out.println(value == null);
        }
    }

    static class Texts extends Producer<String> {
        @Override
        String produce() {
            return "produced";
        }

        @Override
        void accept(String value) {
            Out.println(value.length());
        }
    }

    static class Animal {
        Animal self() {
            return this;
        }

        int legs() {
            return 4;
        }
    }

    static final class Bird extends Animal {
        @Override
        Bird self() {
            return this;
        }

        @Override
        int legs() {
            return 2;
        }
    }

    @Override
    public void run() {
        Comparer<String> comparer = new ByLength();
        Out.println(comparer.compare("four", "seven"));
        Out.println(largest(new String[] {"a", "ccc", "bb"}, comparer));
        Producer<String> producer = new Texts();
        producer.accept(producer.produce());
        Animal animal = new Bird();
        Out.println(animal.self().legs());
        Out.println(new Bird().self().legs());
    }

    private static <T> T largest(T[] values, Comparer<T> comparer) {
        T best = values[0];
        for (T value : values) {
            if (comparer.compare(value, best) > 0) {
                best = value;
            }
        }
        return best;
    }
}
