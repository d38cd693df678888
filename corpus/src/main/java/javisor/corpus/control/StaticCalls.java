package javisor.corpus.control;

import javisor.corpus.Out;
import javisor.corpus.Program;

/** Static methods of other classes, overloads chosen by type. */
public final class StaticCalls implements Program {
    static final class Helper {
        static int of(int x) {
            return x + 1;
        }

        static int of(long x) {
            return (int) x + 2;
        }

        static int of(char x) {
            return x + 3;
        }

        static int of(byte x) {
            return x + 4;
        }

        static int of(Object x) {
            return x == null ? 5 : 6;
        }

        static int of(String x) {
            return x.length() + 7;
        }

        static int of(int[] x) {
            return x.length + 8;
        }
    }

    @Override
    public void run() {
        Out.println(Helper.of(10));
        Out.println(Helper.of(10L));
        Out.println(Helper.of('a'));
        Out.println(Helper.of((byte) 1));
        Out.println(Helper.of((short) 1));
        Out.println(Helper.of((Object) "text"));
        Out.println(Helper.of("text"));
        Out.println(Helper.of(new int[2]));
        Out.println(Helper.of((Object) null));
    }
}
