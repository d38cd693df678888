package javisor.corpus;

import javisor.machine.address.HostPhysical;
import javisor.machine.address.HostVirtual;

/** Numbers that a compiler cannot know, because they are added to a zero that is set when the program starts. */
public final class Input {
    private static final long SCRATCH_MEMORY = 0x80_0000;

    private static int zero;

    private Input() {}

    /** Says what zero is: 0, from a source that is unknown when the image is built. */
    public static void start(int value) {
        zero = value;
    }

    /** {@return {@code value}} */
    public static int of(int value) {
        return value + zero;
    }

    /** {@return {@code value}} */
    public static long of(long value) {
        return value + zero;
    }

    /** {@return the address of memory that nothing else uses, 64 KiB} */
    public static HostVirtual memory() {
        return new HostPhysical(SCRATCH_MEMORY).toVirtual();
    }
}
