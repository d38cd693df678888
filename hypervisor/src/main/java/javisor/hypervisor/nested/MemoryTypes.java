package javisor.hypervisor.nested;

/** Which memory type nested page tables are to give to an address, and so how large a page may be: all of it has one type. */
public sealed interface MemoryTypes permits NativeTypes, Mtrrs {
    /** What {@link #of} says where there is more than one type. */
    int MIXED = -1;

    /**
     * {@return the type of a range, or {@link #MIXED} if it may have several, which 4 KiB never have}
     *
     * @param start a multiple of {@code bytes}
     * @param bytes 4 KiB, 2 MiB or 1 GiB
     */
    int of(long start, long bytes);

    /**
     * {@return how many blocks of 1 GiB above 4 GiB, and how many of 2 MiB above the first, are mixed at most} Where that is wrong, as
     * for MTRRs whose masks are not contiguous, tables are made on the first access.
     */
    int mixedBlocks();

    /** {@return how many tables to keep for types that are not yet as the guest will have them} */
    int spareTables();
}
