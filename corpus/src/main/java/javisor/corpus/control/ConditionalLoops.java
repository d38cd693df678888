package javisor.corpus.control;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Loops with several conditions and exits that meet again. */
public final class ConditionalLoops implements Program {
    @Override
    public void run() {
        int found = -1;
        int tries = 0;
        for (int i = 0; i < 100 && found < 0; i++) {
            tries++;
            if (i * i > Input.of(200) || i > 50 && i % 2 == 0) {
                found = i;
            }
        }
        Out.println(found);
        Out.println(tries);
        int low = 0;
        int high = 1000;
        int target = Input.of(617);
        while (low < high) {
            int middle = low + high >>> 1;
            if (middle < target) {
                low = middle + 1;
            } else if (middle > target) {
                high = middle;
            } else {
                low = middle;
                break;
            }
        }
        Out.println(low);
    }
}
