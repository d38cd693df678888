package javisor.corpus.object;

import javisor.corpus.Out;
import javisor.corpus.Program;

/** Casts that succeed: up, down, across, of null and of arrays. */
public final class Casts implements Program {
    interface Marked {
        int mark();
    }

    static class Base {
        int value = 3;
    }

    static final class Both extends Base implements Marked {
        @Override
        public int mark() {
            return value * 100;
        }
    }

    @Override
    public void run() {
        Object object = new Both();
        Out.println(((Base) object).value);
        Out.println(((Marked) object).mark());
        Base base = (Both) object;
        Out.println(((Marked) base).mark());
        Marked marked = (Marked) base;
        Out.println(((Both) marked).value);
        Object none = null;
        Out.println((Base) none == null);
        Object numbers = new int[] {4};
        Out.println(((int[]) numbers)[0]);
        Object texts = new String[] {"a"};
        Out.println(((String) ((Object[]) texts)[0]));
    }
}
