package javisor.corpus.control;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** A switch whose cases run into each other. */
public final class FallThrough implements Program {
    @Override
    public void run() {
        for (int i = 0; i < 6; i++) {
            int sum = 0;
            switch (Input.of(i)) {
                case 0:
                    sum += 1;
                // fall through
                case 1:
                    sum += 10;
                    break;
                case 2:
                    sum += 100;
                // fall through
                default:
                    sum += 1000;
                // fall through
                case 3:
                    sum += 10000;
            }
            Out.println(sum);
        }
    }
}
