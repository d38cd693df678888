package javisor.corpus.panic;

import javisor.corpus.Program;

/** The programs of this package, in the order they are run. */
public final class PanicPrograms {
    private PanicPrograms() {}

    /** {@return one of each, newly made} */
    public static Program[] all() {
        return new Program[] {
            new CopyTooLong(),
            new DeepCalls(),
            new DivisionByConstantZero(),
            new ExactOverflow(),
            new ForcedInlining(),
            new InConstructor(),
            new InDefaultMethod(),
            new InLambda(),
            new IndexInReferences(),
            new IndexInString(),
            new IndexNegative(),
            new IndexTooHigh(),
            new InlinedCalls(),
            new IntDivisionByZero(),
            new LongRemainderByZero(),
            new NegativeArraySize(),
            new NegativeReferenceArraySize(),
            new NullArray(),
            new NullArrayLength(),
            new NullCall(),
            new NullField(),
            new NullInterfaceCall(),
            new NullStore(),
            new NullString(),
            new NullSwitch(),
            new SecondLine(),
            new ThrownArgument(),
            new ThrownError(),
            new ThrownNull(),
            new ThrownOwnException(),
            new ThrownState(),
            new UnmatchedRecord(),
            new UnsignedDivisionByZero(),
            new WrongArrayCast(),
            new WrongArrayCopy(),
            new WrongCast(),
            new WrongInterfaceCast(),
            new WrongInterfaceStore(),
            new WrongStore(),
        };
    }
}
