package javisor.hypervisor.vmx.vmcs;

import javisor.machine.annotation.Unboxed;

/**
 * A segment register in the guest-state area: four fields whose encodings follow from its number (Intel SDM vol. 3, 25.4.1 and appendix
 * B).
 *
 * @param number as its fields are numbered
 */
@Unboxed
public record GuestSegment(long number) {
    public static final GuestSegment ES = new GuestSegment(0);
    public static final GuestSegment CS = new GuestSegment(1);
    public static final GuestSegment SS = new GuestSegment(2);
    public static final GuestSegment DS = new GuestSegment(3);
    public static final GuestSegment FS = new GuestSegment(4);
    public static final GuestSegment GS = new GuestSegment(5);
    public static final GuestSegment LDTR = new GuestSegment(6);
    public static final GuestSegment TR = new GuestSegment(7);

    /** In the access rights, the whole byte of a descriptor that says type, S, DPL and P stands lowest: the shift to the DPL. */
    public static final int DPL_SHIFT = 5;

    /** In the access rights of a code segment: 64-bit mode, if IA-32e mode is active. */
    public static final int LONG = 1 << 13;

    /** In the access rights: the default operand size, or that the stack pointer has 32 bits. */
    public static final int BIG = 1 << 14;

    /** In the access rights: nothing can be accessed, as after the load of a null selector. */
    public static final int UNUSABLE = 1 << 16;

    /** {@return the selector} */
    public int selector() {
        return field(GuestField.ES_SELECTOR).readInt();
    }

    /** {@return the first address} */
    public long base() {
        return field(GuestField.ES_BASE).read();
    }

    /** {@return the last offset, zero-extended} */
    public long limit() {
        return field(GuestField.ES_LIMIT).read();
    }

    /** {@return the access rights} */
    public int accessRights() {
        return field(GuestField.ES_ACCESS_RIGHTS).readInt();
    }

    /** . */
    public void selector(int value) {
        field(GuestField.ES_SELECTOR).write(value);
    }

    /** Gives the part behind the selector its contents. */
    public void describe(int accessRights, long base, long limit) {
        field(GuestField.ES_ACCESS_RIGHTS).write(accessRights);
        field(GuestField.ES_BASE).write(base);
        field(GuestField.ES_LIMIT).write(limit);
    }

    private VmcsField field(VmcsField ofEs) {
        return new VmcsField(ofEs.encoding() + 2 * number);
    }
}
