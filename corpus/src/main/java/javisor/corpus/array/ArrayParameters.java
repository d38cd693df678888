package javisor.corpus.array;

import javisor.corpus.Out;
import javisor.corpus.Program;

/** Arrays passed, returned, kept in fields and compared. */
public final class ArrayParameters implements Program {
    private int[] kept = {1};

    @Override
    public void run() {
        int[] array = {3, 1, 2};
        int[] same = sorted(array);
        Out.println(array == same);
        Out.println(array[0] * 100 + array[1] * 10 + array[2]);
        kept = same;
        kept[0] = 9;
        Out.println(array[0]);
        Out.println(first(same) + first(new int[] {4}));
        Out.println(sum(1, 2, 3));
        Out.println(sum());
    }

    private static int[] sorted(int[] array) {
        for (int i = 0; i < array.length; i++) {
            for (int j = i + 1; j < array.length; j++) {
                if (array[j] < array[i]) {
                    int keep = array[i];
                    array[i] = array[j];
                    array[j] = keep;
                }
            }
        }
        return array;
    }

    private static int first(int[] array) {
        return array[0];
    }

    private static int sum(int... numbers) {
        int sum = 0;
        for (int number : numbers) {
            sum += number;
        }
        return sum;
    }
}
