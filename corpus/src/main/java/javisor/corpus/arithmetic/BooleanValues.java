package javisor.corpus.arithmetic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Booleans in fields, arrays, parameters and results. */
public final class BooleanValues implements Program {
    private static boolean flag;

    @Override
    public void run() {
        boolean[] array = {true, false, Input.of(1) == 1};
        flag = array[0] ^ array[1];
        Out.println(flag);
        flag &= array[2];
        Out.println(flag);
        flag |= array[1];
        Out.println(not(flag));
        array[1] = !array[1];
        Out.println(array[1] != array[2]);
        Out.println(array[0] & array[1] & array[2] | flag);
        Out.println(count(array, true));
        Out.println(count(array, false));
    }

    private static boolean not(boolean value) {
        return !value;
    }

    private static int count(boolean[] array, boolean wanted) {
        int count = 0;
        for (boolean element : array) {
            count += element == wanted ? 1 : 0;
        }
        return count;
    }
}
