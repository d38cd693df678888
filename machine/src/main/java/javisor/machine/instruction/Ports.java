package javisor.machine.instruction;

import javisor.machine.annotation.Intrinsic;
import javisor.machine.hosted.Hosted;

/** IN and OUT (AMD APM vol. 3, "IN", "OUT"; Intel SDM vol. 2). Ports are 0 to FFFFh. */
public final class Ports {
    private Ports() {}

    /** {@return the byte read from {@code port}, zero-extended} */
    @Intrinsic
    public static int in8(int port) {
        return Hosted.platform().in(port, 1);
    }

    /** {@return the word read from {@code port}, zero-extended} */
    @Intrinsic
    public static int in16(int port) {
        return Hosted.platform().in(port, 2);
    }

    /** {@return the doubleword read from {@code port}} */
    @Intrinsic
    public static int in32(int port) {
        return Hosted.platform().in(port, 4);
    }

    /** Writes the low byte of {@code value} to {@code port}. */
    @Intrinsic
    public static void out8(int port, int value) {
        Hosted.platform().out(port, 1, value);
    }

    /** Writes the low word of {@code value} to {@code port}. */
    @Intrinsic
    public static void out16(int port, int value) {
        Hosted.platform().out(port, 2, value);
    }

    /** Writes {@code value} to {@code port}. */
    @Intrinsic
    public static void out32(int port, int value) {
        Hosted.platform().out(port, 4, value);
    }
}
