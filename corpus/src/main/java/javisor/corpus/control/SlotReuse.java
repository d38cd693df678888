package javisor.corpus.control;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Local variables of different types that javac keeps in the same slot. */
public final class SlotReuse implements Program {
    @Override
    public void run() {
        if (Input.of(1) == 1) {
            int number = Input.of(5);
            Out.println(number);
        } else {
            String text = "text";
            Out.println(text);
        }
        {
            long wide = Input.of(1L << 35);
            Out.println(wide);
        }
        {
            String text = "later";
            int small = text.length();
            Out.println(small);
        }
        for (int i = 0; i < 2; i++) {
            Object object = i == 0 ? "first" : new int[3];
            Out.println(object instanceof String);
        }
        for (long i = 0; i < 2; i++) {
            Out.println(i);
        }
    }
}
