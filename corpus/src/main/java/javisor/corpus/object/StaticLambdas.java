package javisor.corpus.object;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Lambdas kept in static fields when the image is built. */
public final class StaticLambdas implements Program {
    interface Step {
        long apply(long x);
    }

    private static final Step NEGATE = x -> -x;
    private static final Step[] STEPS = {NEGATE, x -> x * 3, x -> x + 1, StaticLambdas::halve};

    @Override
    public void run() {
        long x = Input.of(7L);
        for (Step step : STEPS) {
            x = step.apply(x);
            Out.println(x);
        }
    }

    private static long halve(long x) {
        return x / 2;
    }
}
