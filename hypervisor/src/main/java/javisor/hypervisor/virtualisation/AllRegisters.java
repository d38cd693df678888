package javisor.hypervisor.virtualisation;

import javisor.hypervisor.log.ExitRecord;
import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.Unboxed;

/**
 * The guest's general registers where the world switch has saved all of them: {@link GuestRegisters}, RAX above, and RBP and R12 to R15
 * below. RSP is where the processor puts it.
 *
 * @param base where RCX stands, as in {@link GuestRegisters}
 */
@Unboxed
public record AllRegisters(HostVirtual base) {
    /** Number of RAX. */
    public static final int RAX = 0;

    /** Number of RCX. */
    public static final int RCX = 1;

    /** Number of RDX. */
    public static final int RDX = 2;

    /** Number of RSP, which is not here. */
    public static final int RSP = 4;

    private static final int COUNT = 16;

    private static final int OFFSET_OF_RAX = GuestRegisters.SIZE;

    /** Above RAX and the processor. */
    private static final int OFFSET_OF_EXITS = OFFSET_OF_RAX + 0x10;

    /** Of RBP; R12 to R15 follow. */
    private static final int OFFSET_OF_RBP = -0x28;

    /** {@return the registers in front} */
    public GuestRegisters common() {
        return new GuestRegisters(base);
    }

    /** {@return the processor's exit record, which the world switch keeps above the registers} It is read anew rather than kept. */
    public ExitRecord exits() {
        return new ExitRecord(new HostVirtual(base.readLongVolatile(OFFSET_OF_EXITS)));
    }

    /** {@return register {@code number} as instructions number them: RAX, RCX, RDX, RBX, RSP (refused), RBP, RSI, RDI, R8 to R15} */
    public long general(int number) {
        return base.readLong(offset(number));
    }

    /** Gives register {@code number} a value. */
    public void general(int number, long value) {
        base.writeLong(offset(number), value);
    }

    /** Gives all of them the value 0. */
    public void clear() {
        for (int i = 0; i < COUNT; i++) {
            if (i != RSP) {
                general(i, 0);
            }
        }
    }

    private static int offset(int number) {
        return switch (number) {
            case RAX -> OFFSET_OF_RAX;
            case RCX -> GuestRegisters.RCX;
            case RDX -> GuestRegisters.RDX;
            case 3 -> GuestRegisters.RBX;
            case 5 -> OFFSET_OF_RBP;
            case 6 -> GuestRegisters.RSI;
            case 7 -> GuestRegisters.RDI;
            case 8, 9, 10, 11 -> GuestRegisters.R8 + (number - 8) * 8;
            case 12, 13, 14, 15 -> OFFSET_OF_RBP + (number - 11) * 8;
            default -> throw new IllegalArgumentException("no general register in memory has this number");
        };
    }
}
