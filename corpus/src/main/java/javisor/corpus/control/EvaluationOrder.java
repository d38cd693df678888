package javisor.corpus.control;

import javisor.corpus.Out;
import javisor.corpus.Program;

/** Operands are evaluated from left to right, before the operation. */
public final class EvaluationOrder implements Program {
    private static int trace;

    @Override
    public void run() {
        trace = 0;
        int result = step(1) + step(2) * step(3) - step(4);
        Out.println(result);
        Out.println(trace);
        int[] array = new int[10];
        trace = 0;
        array[step(5)] = step(6) + array[step(7)];
        Out.println(array[5]);
        Out.println(trace);
        trace = 0;
        combine(step(1), step(2), combine(step(3), step(4), 0));
        Out.println(trace);
        int i = 2;
        array[i] = i = 7;
        Out.println(array[2]);
        Out.println(array[7]);
        int j = 1;
        Out.println(j + (j = 5) * j);
    }

    private static int step(int digit) {
        trace = trace * 10 + digit;
        return digit;
    }

    private static int combine(int a, int b, int c) {
        step(9);
        return a + b + c;
    }
}
