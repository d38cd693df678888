package javisor.corpus.object;

import javisor.corpus.Out;
import javisor.corpus.Program;

/** The method is chosen by the object, its overload by the expression. */
public final class Overrides implements Program {
    static class Base {
        int f(Base other) {
            return 1;
        }

        int f(Derived other) {
            return 2;
        }

        private int hidden() {
            return 3;
        }

        int callHidden() {
            return hidden();
        }

        static int fixed() {
            return 10;
        }

        int field = 20;
    }

    static final class Derived extends Base {
        @Override
        int f(Base other) {
            return 4;
        }

        private int hidden() {
            return 5;
        }

        int own() {
            return hidden() + super.field + field;
        }

        static int fixed() {
            return 11;
        }

        @SuppressWarnings("hiding")
        int field = 30;
    }

    @Override
    public void run() {
        Base base = new Base();
        Base derived = new Derived();
        Out.println(base.f(derived));
        Out.println(derived.f(base));
        Out.println(derived.f((Derived) derived));
        Out.println(derived.callHidden());
        Out.println(((Derived) derived).own());
        Out.println(derived.field);
        Out.println(((Derived) derived).field);
        Out.println(Base.fixed() + Derived.fixed());
    }
}
