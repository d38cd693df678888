package javisor.hypervisor.nested;

import javisor.machine.address.HostPhysical;

/**
 * How entries of nested page tables look. Tables are those of long mode: four levels of 512 entries, level 4 the root's; what levels
 * 3 and 2 map in one piece is 1 GiB and 2 MiB. Every page may be read, written and executed, but for what is made read-only.
 */
public sealed interface NestedFormat permits LongModeFormat, EptFormat {
    /** {@return an entry that names {@code table}} */
    long table(HostPhysical table);

    /**
     * {@return an entry that maps a page}
     *
     * @param address where the page lies in memory, a multiple of its size
     * @param level 1, 2 or 3: 4 KiB, 2 MiB or 1 GiB
     * @param type a memory type of {@link javisor.machine.x86.MemoryType}
     */
    long page(long address, int level, int type);

    /** {@return an entry of a page of 4 KiB without the right to write to it} */
    long readOnly(long entry);

    /** {@return whether {@code entry} names a table or maps a page; one that is 0 does neither} */
    boolean present(long entry);

    /** {@return whether {@code entry} of {@code level}, which is present, maps a page} */
    boolean mapsPage(long entry, int level);

    /** {@return the table that {@code entry} names} */
    HostPhysical tableOf(long entry);
}
