package javisor.corpus.object;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Instance tests that bind a variable, combined with conditions. */
public final class InstancePatterns implements Program {
    static class Base {
        int value = 1;
    }

    static final class Derived extends Base {
        int more = Input.of(10);
    }

    @Override
    public void run() {
        Object[] objects = {new Base(), new Derived(), "four", "seven", null};
        for (Object object : objects) {
            if (object instanceof Derived derived && derived.more == 10) {
                derived.more++;
                Out.println(derived.more + derived.value);
            } else if (object instanceof Base base) {
                Out.println(base.value);
            }
            if (!(object instanceof String text) || text.length() != 5) {
                Out.println("not five");
                continue;
            }
            Out.println(text);
        }
    }
}
