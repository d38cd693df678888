package javisor.corpus.array;

import javisor.corpus.Program;

/** The programs of this package, in the order they are run. */
public final class ArrayPrograms {
    private ArrayPrograms() {}

    /** {@return one of each, newly made} */
    public static Program[] all() {
        return new Program[] {
            new ArrayInitialisers(),
            new ArrayParameters(),
            new ArrayTypes(),
            new ArraysOfArrays(),
            new BooleanArrays(),
            new ByteArrays(),
            new ConstantTables(),
            new Copies(),
            new Covariance(),
            new Fills(),
            new IndexExpressions(),
            new IntArrays(),
            new LongArrays(),
            new MutableTables(),
            new RectangularArrays(),
            new ReferenceArrays(),
            new ShortAndCharArrays(),
            new StringArrays(),
            new SystemCopies(),
        };
    }
}
