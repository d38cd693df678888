package javisor.firmware;

/**
 * Fields of the boot sector, as offsets. Those up to the disk signature are ours and are filled when a disk is made; the rest is the
 * layout of every master boot record. {@code FIELD_} is the prefix in assembly.
 */
public final class BootSectorLayout {
    /** The packet the loader is read with (EDD 3.0, table 1), 16 bytes. */
    public static final int LOADER_PACKET = 0x1A1;

    /** In that packet: number of sectors of the loader, 2 bytes. */
    public static final int LOADER_SECTORS = LOADER_PACKET + 2;

    /** In that packet: first sector of the loader, 8 bytes; the payload header follows the loader. */
    public static final int LOADER_LBA = LOADER_PACKET + 8;

    /** Length of the loader in bytes, 2 bytes. */
    public static final int LOADER_BYTES = 0x1B1;

    /** Complement of the loader's CRC-32, 4 bytes. */
    public static final int LOADER_CRC_COMPLEMENT = 0x1B3;

    /** What kind of disk this is, see {@link BootSectorKind}, 1 byte. */
    public static final int KIND = 0x1B7;

    /** The disk signature, 4 bytes. */
    public static final int DISK_SIGNATURE = 0x1B8;

    /** Four partition entries of 16 bytes. */
    public static final int PARTITION_TABLE = 0x1BE;

    /** The boot signature, 55h AAh. */
    public static final int BOOT_SIGNATURE = 0x1FE;

    private BootSectorLayout() {}
}
