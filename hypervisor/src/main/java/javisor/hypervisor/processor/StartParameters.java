package javisor.hypervisor.processor;

import javisor.machine.address.HostPhysical;
import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.Unboxed;

/**
 * What Java and the processors that start tell each other, at the end of the page their first code is in (processor-start.S, which takes
 * the offsets from here).
 *
 * @param page where the page stands
 */
@Unboxed
record StartParameters(HostVirtual page) {
    /** Offset of how many have come, 16 bits. */
    static final int ARRIVED = 0xF00;

    /** Offset of the number of the one that is called, 16 bits; 0 for none. */
    static final int CALLED = 0xF02;

    /** Offset of the bits of EFER that it sets, 32 bits. */
    static final int EFER = 0xF04;

    /** Offset of CR3, 64 bits. */
    static final int TABLES = 0xF08;

    /** Offset of its stack pointer, 64 bits. */
    static final int STACK = 0xF10;

    /** How much of the page is used. */
    static final int END = 0xF18;

    /** {@return how many have come} */
    int arrived() {
        return page.readShortVolatile(ARRIVED) & 0xFFFF;
    }

    /** Calls processor {@code number}. */
    void call(int number) {
        page.writeShortVolatile(CALLED, (short) number);
    }

    /** Says where the processor goes that is called next. */
    void destination(HostPhysical tables, HostVirtual stack, int efer) {
        page.writeIntVolatile(EFER, efer);
        page.writeLongVolatile(TABLES, tables.rawValue());
        page.writeLongVolatile(STACK, stack.rawValue());
    }
}
