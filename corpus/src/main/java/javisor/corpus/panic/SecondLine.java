package javisor.corpus.panic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** A failure in the later lines of one expression. */
public final class SecondLine implements Program {
    @Override
    public void run() {
        int[] array = {1, 2, 3};
        int sum = array[Input.of(0)] + array[Input.of(1)] + array[Input.of(3)] + array[Input.of(2)];
        Out.println(sum);
    }
}
