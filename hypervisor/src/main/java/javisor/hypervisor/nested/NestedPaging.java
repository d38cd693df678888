package javisor.hypervisor.nested;

/**
 * How this processor pages guests.
 *
 * @param format what entries look like
 * @param width how far addresses reach and how large pages may be
 * @param types where memory types come from
 */
public record NestedPaging(NestedFormat format, AddressWidth width, MemoryTypes types) {}
