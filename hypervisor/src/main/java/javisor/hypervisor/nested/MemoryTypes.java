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

    /** {@return in how many places above 4 GiB the type changes at most, if ranges are as one expects them} */
    int boundaries();

    /** {@return how many tables to keep for types that are not yet as the guest will have them} */
    int spareTables();
}
