package javisor.corpus.object;

import javisor.corpus.Out;
import javisor.corpus.Program;

/** Default methods: inherited, overridden, and called with super. */
public final class DefaultMethods implements Program {
    interface Greeter {
        String name();

        default void greet() {
            Out.print("hello ");
            Out.println(name());
        }

        default int rank() {
            return 1;
        }
    }

    interface Loud extends Greeter {
        @Override
        default void greet() {
            Greeter.super.greet();
            Out.println("!");
        }
    }

    static class Plain implements Greeter {
        @Override
        public String name() {
            return "plain";
        }
    }

    static final class Shouter extends Plain implements Loud {
        @Override
        public int rank() {
            return Loud.super.rank() + 10;
        }
    }

    static final class Quiet implements Loud {
        @Override
        public String name() {
            return "quiet";
        }

        @Override
        public void greet() {
            Out.println("...");
        }
    }

    @Override
    public void run() {
        Greeter[] greeters = {new Plain(), new Shouter(), new Quiet()};
        for (Greeter greeter : greeters) {
            greeter.greet();
            Out.println(greeter.rank());
        }
    }
}
