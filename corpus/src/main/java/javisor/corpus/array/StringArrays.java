package javisor.corpus.array;

import javisor.corpus.Out;
import javisor.corpus.Program;

/** Arrays of strings. */
public final class StringArrays implements Program {
    private static final String[] NAMES = {"zero", "one", "two", null, ""};

    @Override
    public void run() {
        for (String name : NAMES) {
            Out.println(name == null ? "(null)" : name);
        }
        String[] copy = new String[NAMES.length];
        for (int i = 0; i < copy.length; i++) {
            copy[copy.length - 1 - i] = NAMES[i];
        }
        for (String name : copy) {
            Out.println(name == null ? 0 : name.length());
        }
    }
}
