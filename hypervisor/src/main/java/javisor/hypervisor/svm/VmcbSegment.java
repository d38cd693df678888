package javisor.hypervisor.svm;

import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.Unboxed;

/**
 * A segment register in a VMCB, with its hidden part (AMD APM vol. 2, 15.5.1 and table B-2). The attributes are bits 8 to 15 and 20
 * to 23 of a descriptor's high half, put together to 12 bits.
 *
 * @param base where it stands
 */
@Unboxed
public record VmcbSegment(HostVirtual base) {
    static final int SELECTOR = 0x0;
    static final int ATTRIBUTES = 0x2;
    static final int LIMIT = 0x4;
    static final int BASE = 0x8;

    /** Present, code, readable, accessed. */
    public static final int CODE = 0x9B;

    /** Present, data, writable, accessed. */
    public static final int DATA = 0x93;

    /** Present local descriptor table. */
    public static final int LDT = 0x82;

    /** Present task-state segment, busy, 32-bit. */
    public static final int BUSY_TSS = 0x8B;

    /** Attribute: 32-bit code or stack. */
    public static final int DEFAULT_32 = 1 << 10;

    /** Attribute: 64-bit code. */
    public static final int LONG = 1 << 9;

    /** {@return the selector} */
    public int selector() {
        return base.readShort(SELECTOR) & 0xFFFF;
    }

    /** {@return the attributes} */
    public int attributes() {
        return base.readShort(ATTRIBUTES) & 0xFFFF;
    }

    /** {@return the limit in bytes} */
    public int limit() {
        return base.readInt(LIMIT);
    }

    /** {@return the linear address the segment starts at} */
    public long start() {
        return base.readLong(BASE);
    }

    /** Sets all four parts. */
    public void set(int selector, int attributes, int limit, long start) {
        base.writeShort(SELECTOR, (short) selector);
        base.writeShort(ATTRIBUTES, (short) attributes);
        base.writeInt(LIMIT, limit);
        base.writeLong(BASE, start);
    }

    /** Sets it as a load in real mode leaves it: base is 16 times the selector, limit 64 KiB. */
    public void setRealMode(int selector, int attributes) {
        set(selector, attributes, 0xFFFF, (long) selector << 4);
    }
}
