package javisor.machine.x86;

import javisor.machine.annotation.Unboxed;

/**
 * A segment descriptor of the GDT (AMD APM vol. 2, 4.7 and 4.8).
 *
 * @param bits the eight bytes; of a system descriptor in long mode the lower eight
 */
@Unboxed
public record SegmentDescriptor(long bits) {
    /** A 64-bit code segment of privilege 0, readable, accessed. */
    public static final long CODE_64 = 0x00AF_9B00_0000_FFFFL;

    /** A flat data segment of privilege 0, writable, accessed. */
    public static final long DATA = 0x00CF_9300_0000_FFFFL;

    /** System type of an available 64-bit TSS. */
    public static final int TYPE_TSS_AVAILABLE = 9;

    /** System type of a busy 64-bit TSS. */
    public static final int TYPE_TSS_BUSY = 11;

    /** {@return the lower eight bytes of the descriptor of an available 64-bit TSS with a byte-granular limit} */
    public static SegmentDescriptor tss(long base, int limit) {
        long type = 0x80L | TYPE_TSS_AVAILABLE;
        return new SegmentDescriptor((base & 0xFF00_0000L) << 32
                | (limit & 0xF_0000L) << 32
                | type << 40
                | (base & 0xFF_FFFFL) << 16
                | limit & 0xFFFFL);
    }

    /** {@return the upper eight bytes of a system descriptor} */
    public static long upper(long base) {
        return base >>> 32;
    }

    /** {@return bits 0 to 31 of the base} */
    public long base() {
        return bits >>> 16 & 0xFF_FFFFL | bits >>> 32 & 0xFF00_0000L;
    }

    /** {@return the segment's last offset, granularity applied} */
    public long limit() {
        long field = bits & 0xFFFFL | bits >>> 32 & 0xF_0000L;
        return granular() ? field << 12 | 0xFFFL : field;
    }

    /** {@return the type field, four bits} */
    public int type() {
        return (int) (bits >>> 40) & 0xF;
    }

    /** {@return whether this is a code or data segment (S = 1)} */
    public boolean codeOrData() {
        return (bits >>> 44 & 1) != 0;
    }

    /** {@return the descriptor privilege level} */
    public int privilege() {
        return (int) (bits >>> 45) & 3;
    }

    /** {@return the present bit} */
    public boolean present() {
        return (bits >>> 47 & 1) != 0;
    }

    /** {@return whether a code segment is a 64-bit one (L)} */
    public boolean longMode() {
        return (bits >>> 53 & 1) != 0;
    }

    /** {@return the default operand size or big bit (D/B)} */
    public boolean defaultBig() {
        return (bits >>> 54 & 1) != 0;
    }

    /** {@return whether the limit counts 4 KiB units} */
    public boolean granular() {
        return (bits >>> 55 & 1) != 0;
    }
}
