package javisor.hypervisor.nested;

/**
 * How this processor pages guests.
 *
 * @param format what entries look like
 * @param width how far addresses reach and how large pages may be
 * @param types where memory types come from
 * @param readOnly address of a page that the guest may read and not write; {@link #NONE} for none
 */
public record NestedPaging(NestedFormat format, AddressWidth width, MemoryTypes types, long readOnly) {
    /** No page. */
    public static final long NONE = -1;
}
