package javisor.hypervisor.panic;

import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.Unboxed;

/**
 * What the exception stubs leave on the stack: the general registers, the vector, and what the processor pushed (AMD APM vol. 2,
 * 8.9.3). The assembler takes its offsets from here.
 *
 * @param base where the frame stands
 */
@Unboxed
public record ExceptionFrame(HostVirtual base) {
    /** Offset of RAX. */
    public static final int RAX = 0x00;

    /** Offset of RCX. */
    public static final int RCX = 0x08;

    /** Offset of RDX. */
    public static final int RDX = 0x10;

    /** Offset of RBX. */
    public static final int RBX = 0x18;

    /** Offset of RBP. */
    public static final int RBP = 0x20;

    /** Offset of RSI. */
    public static final int RSI = 0x28;

    /** Offset of RDI. */
    public static final int RDI = 0x30;

    /** Offset of R8; R9 to R15 follow, eight bytes each. */
    public static final int R8 = 0x38;

    /** Offset of the vector. */
    public static final int VECTOR = 0x78;

    /** Offset of the error code, 0 for exceptions without one. */
    public static final int ERROR_CODE = 0x80;

    /** Offset of RIP. */
    public static final int RIP = 0x88;

    /** Offset of CS. */
    public static final int CS = 0x90;

    /** Offset of RFLAGS. */
    public static final int RFLAGS = 0x98;

    /** Offset of RSP. */
    public static final int RSP = 0xA0;

    /** Offset of SS. */
    public static final int SS = 0xA8;

    /** Size in bytes. */
    public static final int SIZE = 0xB0;

    /** {@return the exception's vector} */
    public int vector() {
        return (int) base.readLong(VECTOR);
    }

    /** {@return the error code, 0 for exceptions without one} */
    public int errorCode() {
        return (int) base.readLong(ERROR_CODE);
    }

    /** {@return the instruction that faulted, or the one after it for a trap} */
    public HostVirtual instruction() {
        return new HostVirtual(base.readLong(RIP));
    }

    /** Makes execution go on at {@code address} if the exception turns out to be none. */
    public void instruction(HostVirtual address) {
        base.writeLong(RIP, address.rawValue());
    }

    /** {@return RBP as it was} */
    public HostVirtual framePointer() {
        return new HostVirtual(base.readLong(RBP));
    }

    /** {@return RSP as it was} */
    public HostVirtual stackPointer() {
        return new HostVirtual(base.readLong(RSP));
    }

    /** {@return the register saved at {@code offset}} */
    public long register(int offset) {
        return base.readLong(offset);
    }
}
