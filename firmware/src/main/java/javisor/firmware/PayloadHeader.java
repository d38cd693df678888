package javisor.firmware;

/**
 * The sector in front of the payload. It has a checksum of its own, so that the loader trusts no length it has not checked.
 * {@code HEADER_} is the prefix in assembly. All fields are 32 bits, little-endian.
 */
public final class PayloadHeader {
    /** "JVPL". */
    public static final int MAGIC_VALUE = 0x4C50_564A;

    /** Size of the header, one sector. */
    public static final int SIZE = 512;

    /** Offset of {@link #MAGIC_VALUE}. */
    public static final int MAGIC = 0x00;

    /** Offset of the payload's length in sectors. */
    public static final int PAYLOAD_SECTORS = 0x04;

    /** Offset of its length in bytes. */
    public static final int PAYLOAD_BYTES = 0x08;

    /** Offset of its length in memory, in bytes, a multiple of 4096. */
    public static final int MEMORY_BYTES = 0x0C;

    /** Offset of the length of the settings block in sectors. */
    public static final int SETTINGS_SECTORS = 0x10;

    /** Offset of the CRC-32 of the payload's and the settings' sectors. */
    public static final int PAYLOAD_CRC = 0x1F8;

    /** Offset of the CRC-32 of the header up to here. */
    public static final int CRC = 0x1FC;

    private PayloadHeader() {}
}
