package javisor.corpus.panic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.Inline;
import javisor.machine.annotation.NoInline;

/** A failure in methods that are always and never inlined. */
public final class ForcedInlining implements Program {
    @Override
    public void run() {
        Out.println(kept(Input.of(0)));
    }

    @NoInline
    private static int kept(int x) {
        int result = always(x + 1);
        return result + 1;
    }

    @Inline
    private static int always(int x) {
        int shifted = x << 2;
        return deeper(shifted, x - 1);
    }

    @NoInline
    private static int deeper(int value, int divisor) {
        return value / divisor;
    }
}
