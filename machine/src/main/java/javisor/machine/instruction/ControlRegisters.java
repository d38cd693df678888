package javisor.machine.instruction;

import javisor.machine.annotation.Intrinsic;
import javisor.machine.hosted.Hosted;

/** MOV to and from the control registers. Each is ordered against memory accesses. */
public final class ControlRegisters {
    private ControlRegisters() {}

    /** {@return CR0} */
    @Intrinsic
    public static long readCr0() {
        return Hosted.platform().readControlRegister(0);
    }

    /** Loads CR0. */
    @Intrinsic
    public static void writeCr0(long value) {
        Hosted.platform().writeControlRegister(0, value);
    }

    /** {@return CR2} */
    @Intrinsic
    public static long readCr2() {
        return Hosted.platform().readControlRegister(2);
    }

    /** Loads CR2. */
    @Intrinsic
    public static void writeCr2(long value) {
        Hosted.platform().writeControlRegister(2, value);
    }

    /** {@return CR3} */
    @Intrinsic
    public static long readCr3() {
        return Hosted.platform().readControlRegister(3);
    }

    /** Loads CR3. */
    @Intrinsic
    public static void writeCr3(long value) {
        Hosted.platform().writeControlRegister(3, value);
    }

    /** {@return CR4} */
    @Intrinsic
    public static long readCr4() {
        return Hosted.platform().readControlRegister(4);
    }

    /** Loads CR4. */
    @Intrinsic
    public static void writeCr4(long value) {
        Hosted.platform().writeControlRegister(4, value);
    }

    /** {@return CR8} */
    @Intrinsic
    public static long readCr8() {
        return Hosted.platform().readControlRegister(8);
    }

    /** Loads CR8. */
    @Intrinsic
    public static void writeCr8(long value) {
        Hosted.platform().writeControlRegister(8, value);
    }
}
