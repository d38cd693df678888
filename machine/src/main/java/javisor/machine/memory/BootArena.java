package javisor.machine.memory;

import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.Intrinsic;

/**
 * The arena that {@code new} takes from on metal: a part of the image's zero-initialised memory, handed out from front to back and
 * never given back, and what else it is told to go on with. Once sealed, {@code new} is a panic. On the JVM the garbage collector does the work and the calls do nothing.
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

    /**
     * Has {@code new} take from other memory from now on: what grows with the machine does not belong into the image.
     *
     * @param start zeroed memory, mapped for good
     */
    @Intrinsic
    public static void continueAt(HostVirtual start, long bytes) {}

    /** Ends the time in which resident code may allocate. */
    @Intrinsic
    public static void seal() {}

    /** {@return how many bytes are taken of the memory in use now} */
    @Intrinsic
    public static long usedBytes() {
        return 0;
    }
}
