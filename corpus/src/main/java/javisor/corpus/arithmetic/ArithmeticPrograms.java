package javisor.corpus.arithmetic;

import javisor.corpus.Program;

/** The programs of this package, in the order they are run. */
public final class ArithmeticPrograms {
    private ArithmeticPrograms() {}

    /** {@return one of each, newly made} */
    public static Program[] all() {
        return new Program[] {
            new BitTricks(),
            new BitwiseOperators(),
            new BooleanValues(),
            new ByteArithmetic(),
            new CharArithmetic(),
            new CompoundAssignments(),
            new DivisionByConstants(),
            new ExactArithmetic(),
            new FieldWidths(),
            new FloorDivision(),
            new FoldedDivision(),
            new Increments(),
            new IntDivision(),
            new IntShifts(),
            new IntSums(),
            new IntegerBits(),
            new LongBits(),
            new LongDivision(),
            new LongShifts(),
            new LongSums(),
            new MinMaxAbs(),
            new MixedWidths(),
            new MultiplyHigh(),
            new NarrowingConversions(),
            new Negations(),
            new Rotations(),
            new ShiftByLong(),
            new ShiftsByConstants(),
            new ShortArithmetic(),
            new SignedComparison(),
            new UnsignedComparison(),
            new UnsignedIntDivision(),
            new UnsignedLongDivision(),
            new WideningConversions(),
        };
    }
}
