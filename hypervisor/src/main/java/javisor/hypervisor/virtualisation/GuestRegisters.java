package javisor.hypervisor.virtualisation;

import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.Unboxed;

/**
 * The guest's general registers as the world switch leaves them on the stack. RAX, RSP, RIP and RFLAGS are where the processor puts
 * them; RBP and R12 to R15 stay in the registers, because compiled Java leaves them to its caller unchanged (System V AMD64 ABI,
 * 3.2.1) and no exit needs them.
 *
 * @param base where RCX stands
 */
@Unboxed
public record GuestRegisters(HostVirtual base) {
    /** Offset of RCX. */
    public static final int RCX = 0x00;

    /** Offset of RDX. */
    public static final int RDX = 0x08;

    /** Offset of RBX. */
    public static final int RBX = 0x10;

    /** Offset of RSI. */
    public static final int RSI = 0x18;

    /** Offset of RDI. */
    public static final int RDI = 0x20;

    /** Offset of R8; R9 to R11 follow, eight bytes each. */
    public static final int R8 = 0x28;

    /** Size in bytes. */
    public static final int SIZE = 0x48;

    /** {@return RCX} */
    public long rcx() {
        return base.readLong(RCX);
    }

    /** Gives RCX a value. */
    public void rcx(long value) {
        base.writeLong(RCX, value);
    }

    /** {@return RDX} */
    public long rdx() {
        return base.readLong(RDX);
    }

    /** Gives RDX a value. */
    public void rdx(long value) {
        base.writeLong(RDX, value);
    }

    /** {@return RBX} */
    public long rbx() {
        return base.readLong(RBX);
    }

    /** Gives RBX a value. */
    public void rbx(long value) {
        base.writeLong(RBX, value);
    }

    /** {@return RSI} */
    public long rsi() {
        return base.readLong(RSI);
    }

    /** {@return the low half of RCX} */
    public int ecx() {
        return base.readInt(RCX);
    }
}
