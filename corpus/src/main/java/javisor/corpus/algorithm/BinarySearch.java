package javisor.corpus.algorithm;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** Binary search, with what is missing as well. */
public final class BinarySearch implements Program {
    private static final int[] SORTED = {-100, -7, -1, 0, 3, 8, 9, 50, 1000, Integer.MAX_VALUE};

    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        for (int element : SORTED) {
            Out.println(search(Input.of(element)));
            Out.println(search(Input.of(element) + 1));
        }
    }

    private static int search(int wanted) {
        int low = 0;
        int high = SORTED.length - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            if (SORTED[middle] < wanted) {
                low = middle + 1;
            } else if (SORTED[middle] > wanted) {
                high = middle - 1;
            } else {
                return middle;
            }
        }
        return -(low + 1);
    }
}
