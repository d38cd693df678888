package javisor.hypervisor.vmx.vmcs;

import javisor.machine.x86.Cr0;
import javisor.machine.x86.Rflags;

/**
 * An event, in the one format of the VM-entry interruption-information, VM-exit interruption-information and IDT-vectoring information
 * fields (Intel SDM vol. 3, 25.8.3, 25.9.2 and 25.9.3): vector in bits 7:0, type in 10:8, bit 11 an error code goes with it, bit 31
 * valid. What is written to the entry field is delivered by the next VM entry, once.
 */
public final class Interruption {
    /** Types. */
    public static final int EXTERNAL_INTERRUPT = 0;

    public static final int NMI = 2;
    public static final int HARDWARE_EXCEPTION = 3;
    public static final int SOFTWARE_INTERRUPT = 4;
    public static final int SOFTWARE_EXCEPTION = 6;

    /** Vectors. */
    public static final int UD = 6;

    public static final int DF = 8;
    public static final int TS = 10;
    public static final int NP = 11;
    public static final int SS = 12;
    public static final int GP = 13;
    public static final int PF = 14;

    public static final long VALID = 1L << 31;
    public static final long ERROR_CODE_VALID = 1L << 11;

    /** The NMI. */
    public static final long NON_MASKABLE = VALID | NMI << 8 | 2;

    private static final long UNDEFINED = 1L << 12;
    private static final int TYPE_SHIFT = 8;
    private static final int TYPE_MASK = 7;

    private Interruption() {}

    /** {@return the type of the event {@code information} tells of} */
    public static int type(long information) {
        return (int) (information >>> TYPE_SHIFT) & TYPE_MASK;
    }

    /** {@return its vector} */
    public static int vector(long information) {
        return (int) information & 0xFF;
    }

    /** {@return whether an instruction raised it, INT n, INT1, INT3 or INTO, which raises it again when it is executed again} */
    public static boolean software(long information) {
        return type(information) >= SOFTWARE_INTERRUPT;
    }

    /** {@return what to put into the entry field to deliver the event of IDT-vectoring information again} Its bit 12 is undefined. */
    public static long again(long idtVectoring) {
        return idtVectoring & ~UNDEFINED;
    }

    /** Has the next VM entry deliver a hardware exception without an error code that is no fault. */
    public static void raise(int vector) {
        ControlField.ENTRY_INTERRUPTION.write(VALID | (long) HARDWARE_EXCEPTION << TYPE_SHIFT | vector);
    }

    /** Has the next VM entry deliver a hardware exception with an error code, unless the guest is in real mode, which has none (27.2.1.3). */
    public static void raise(int vector, int errorCode) {
        if ((GuestField.CR0.read() & Cr0.PE) == 0) {
            raise(vector);
            return;
        }
        ControlField.ENTRY_ERROR_CODE.write(Integer.toUnsignedLong(errorCode));
        ControlField.ENTRY_INTERRUPTION.write(
                VALID | ERROR_CODE_VALID | (long) HARDWARE_EXCEPTION << TYPE_SHIFT | vector);
    }

    /** Has the next VM entry deliver a fault without an error code: the flags it saves have RF set (19.3.1.1). */
    public static void fault(int vector) {
        resume();
        raise(vector);
    }

    /** Has the next VM entry deliver a fault with an error code. */
    public static void fault(int vector, int errorCode) {
        resume();
        raise(vector, errorCode);
    }

    private static void resume() {
        GuestField.RFLAGS.write(GuestField.RFLAGS.read() | Rflags.RF);
    }
}
