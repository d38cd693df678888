package javisor.firmware;

/**
 * What kind of disk a boot sector is on, told by its field {@code kind} and its disk signature. {@code KIND_} is the prefix in
 * assembly.
 */
public final class BootSectorKind {
    /** A stick: when it fails, another disk is started. */
    public static final int STICK = 0;

    /** The disk is itself an operating system: starting another disk could lead back to the stick that started this one. */
    public static final int OPERATING_SYSTEM = 1;

    /** Disk signature of sticks, "JVSR". A stick never takes another one for the disk with the operating system. */
    public static final int STICK_SIGNATURE = 0x5253_564A;

    /** Disk signature of test operating systems, "JVTO". */
    public static final int OPERATING_SYSTEM_SIGNATURE = 0x4F54_564A;

    private BootSectorKind() {}
}
