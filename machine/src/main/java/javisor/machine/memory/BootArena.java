package javisor.machine.memory;

import javisor.machine.annotation.Intrinsic;

/**
 * The arena that {@code new} takes from on metal: a part of the image's zero-initialised memory, handed out from front to back and
 * never given back. Once sealed, {@code new} is a panic. On the JVM the garbage collector does the work and the calls do nothing.
 */
public final class BootArena {
    private BootArena() {}

    /**
     * States how much the program needs. The largest statement in the program counts, wherever it stands; a program without one
     * has 64 KiB.
     *
     * @param bytes a compile-time constant
     */
    @Intrinsic
    public static void reserve(int bytes) {}

    /** Ends the time in which resident code may allocate. */
    @Intrinsic
    public static void seal() {}

    /** {@return how many bytes are taken} */
    @Intrinsic
    public static long usedBytes() {
        return 0;
    }
}
