package javisor.firmware;

/** Addresses in the BIOS data area (Ralf Brown, MEMORY.LST, segment 40h), with the prefix {@code BDA_} in assembly. */
public final class BiosDataArea {
    /** Contiguous memory from 0, in KiB. */
    public static final int MEMORY_KILOBYTES = 0x413;

    /** The video mode. */
    public static final int VIDEO_MODE = 0x449;

    /** How many hard disks there are. */
    public static final int DISK_COUNT = 0x475;

    private BiosDataArea() {}
}
