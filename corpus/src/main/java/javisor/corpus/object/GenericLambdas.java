package javisor.corpus.object;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Lambdas for a generic interface. */
public final class GenericLambdas implements Program {
    interface Transformation<A, B> {
        B apply(A value);

        default <C> C twice(A value, Transformation<B, C> next) {
            return next.apply(apply(value));
        }
    }

    @Override
    public void run() {
        Transformation<String, int[]> lengths = text -> new int[] {text.length()};
        Out.println(lengths.apply("four")[0]);
        Transformation<int[], String> names = array -> array[0] > Input.of(4) ? "long" : "short";
        Out.println(lengths.twice("four", names));
        Out.println(lengths.twice("seven", names));
    }
}
