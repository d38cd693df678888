package javisor.machine.x86;

import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.Unboxed;

/**
 * An interrupt gate of the long-mode IDT (AMD APM vol. 2, 4.8.4).
 *
 * @param base where the gate stands
 */
@Unboxed
public record InterruptGate(HostVirtual base) {
    /** Size of a gate in bytes. */
    public static final int SIZE = 16;

    /** Present, privilege 0, type 14: 64-bit interrupt gate. */
    private static final int PRESENT_INTERRUPT = 0x8E;

    /** Makes the gate lead to {@code target} with interrupts off, on stack {@code ist} of the TSS, or the current one if 0. */
    public void set(HostVirtual target, int selector, int ist) {
        long offset = target.rawValue();
        base.writeShort(0, (short) offset);
        base.writeShort(2, (short) selector);
        base.writeByte(4, (byte) ist);
        base.writeByte(5, (byte) PRESENT_INTERRUPT);
        base.writeShort(6, (short) (offset >>> 16));
        base.writeInt(8, (int) (offset >>> 32));
        base.writeInt(12, 0);
    }

    /** {@return where the gate leads} */
    public HostVirtual target() {
        return new HostVirtual(
                base.readShort(0) & 0xFFFFL | (base.readShort(6) & 0xFFFFL) << 16 | (long) base.readInt(8) << 32);
    }

    /** {@return the code selector} */
    public int selector() {
        return base.readShort(2) & 0xFFFF;
    }

    /** {@return the interrupt-stack-table index, 0 for none} */
    public int ist() {
        return base.readByte(4) & 7;
    }
}
