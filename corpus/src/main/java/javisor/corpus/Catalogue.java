package javisor.corpus;

import java.util.Arrays;
import java.util.stream.Stream;
import javisor.corpus.algorithm.AlgorithmPrograms;
import javisor.corpus.arithmetic.ArithmeticPrograms;
import javisor.corpus.array.ArrayPrograms;
import javisor.corpus.control.ControlPrograms;
import javisor.corpus.heap.HeapPrograms;
import javisor.corpus.object.ObjectPrograms;
import javisor.corpus.panic.PanicPrograms;
import javisor.corpus.text.TextPrograms;
import javisor.corpus.unboxed.UnboxedPrograms;

/**
 * All programs, in the order they are run. A program's place in the list is its number. The lists are put together when the image is
 * built.
 */
public final class Catalogue {
    private static final Program[] PASSING = Stream.of(
                    ArithmeticPrograms.all(),
                    ControlPrograms.all(),
                    ArrayPrograms.all(),
                    ObjectPrograms.all(),
                    UnboxedPrograms.all(),
                    HeapPrograms.all(),
                    TextPrograms.all(),
                    AlgorithmPrograms.all())
            .flatMap(Arrays::stream)
            .toArray(Program[]::new);

    private static final Program[] PANICKING = PanicPrograms.all();

    private Catalogue() {}

    /** {@return how many programs run to their end} */
    public static int passing() {
        return PASSING.length;
    }

    /** {@return a program that runs to its end} */
    public static Program passing(int number) {
        return PASSING[number];
    }

    /** {@return how many programs panic} */
    public static int panicking() {
        return PANICKING.length;
    }

    /** {@return a program that panics} */
    public static Program panicking(int number) {
        return PANICKING[number];
    }
}
