package javisor.corpus.unboxed;

import javisor.corpus.Program;

/** The programs of this package, in the order they are run. */
public final class UnboxedPrograms {
    private UnboxedPrograms() {}

    /** {@return one of each, newly made} */
    public static Program[] all() {
        return new Program[] {
            new AddressFields(),
            new Addresses(),
            new MemoryWidths(),
            new OwnUnboxedTypes(),
            new StructureViews(),
            new UnalignedMemory(),
            new UnsetAddresses(),
            new VolatileMemory(),
            new AtomicMemory(),
        };
    }
}
