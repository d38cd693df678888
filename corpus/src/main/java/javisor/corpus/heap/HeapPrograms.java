package javisor.corpus.heap;

import javisor.corpus.Program;

/** The programs of this package, in the order they are run. */
public final class HeapPrograms {
    private HeapPrograms() {}

    /** {@return one of each, newly made} */
    public static Program[] all() {
        return new Program[] {
            new Allocation(),
            new ArrayAllocation(),
            new CircularInitialisation(),
            new ConstantObjects(),
            new InitialisationOrder(),
            new InterfaceFields(),
            new Mutation(),
            new ObjectGraphs(),
            new Polymorphism(),
            new PrimitiveStatics(),
            new SharedConstants(),
        };
    }
}
