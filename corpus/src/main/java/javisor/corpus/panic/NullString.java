package javisor.corpus.panic;

import javisor.corpus.Out;
import javisor.corpus.Program;

/** The length of a string that is null. */
public final class NullString implements Program {
    private static String text;

    @Override
    public void run() {
        text = null;
        Out.println(text.length());
    }
}
