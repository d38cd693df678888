package javisor.corpus.heap;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Static fields of every type keep what the image gave them. */
public final class PrimitiveStatics implements Program {
    private static byte small = -3;
    private static short medium = -300;
    private static char letter = '\uABCD';
    private static int number = Integer.MIN_VALUE;
    private static long wide = Long.MAX_VALUE;
    private static boolean flag = true;
    private static final long COMPUTED = Long.MAX_VALUE / 3 * 2;

    @Override
    public void run() {
        Out.println(small);
        Out.println(medium);
        Out.println((int) letter);
        Out.println(number);
        Out.println(wide);
        Out.println(flag);
        Out.println(COMPUTED);
        small += 1;
        letter++;
        wide -= Input.of(5L);
        flag = !flag;
        Out.println(small);
        Out.println((int) letter);
        Out.println(wide);
        Out.println(flag);
        small = -3;
        letter = '\uABCD';
        wide = Long.MAX_VALUE;
        flag = true;
    }
}
