package javisor.stick;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javisor.compiler.AssembledBinary;
import javisor.compiler.CompilationException;
import javisor.compiler.CompiledImage;
import javisor.firmware.BootSectorLayout;
import javisor.firmware.Firmware;
import javisor.firmware.LowMemory;
import javisor.firmware.PayloadHeader;

/**
 * Builds the bytes of a disk: boot sector with a partition table, and in the one partition the loader, the payload's header, the
 * payload and the settings. Same input, same bytes. The partition starts at 1 MiB, where partitioning tools expect the first one, and
 * has type DAh (non-file-system data), so that no operating system offers to format it.
 */
public final class StickImage {
    /** Size of the smallest image; small sticks are hard to find, but some tools want more than the payload. */
    public static final int IMAGE_BYTES = 4 << 20;

    private static final int PARTITION_LBA = 2048;
    private static final byte PARTITION_TYPE = (byte) 0xDA;
    private static final byte ACTIVE = (byte) 0x80;

    private StickImage() {}

    /** {@return a disk image of this kind with {@code image} as payload} */
    public static byte[] build(DiskKind kind, CompiledImage image, StickSettings settings) throws CompilationException {
        return build(kind, image.bytes(), image.memoryBytes(), settings);
    }

    /**
     * {@return a disk image of this kind}
     *
     * @param payload what is entered at its first byte, linked at {@link Firmware#LINK_ADDRESS}
     * @param memoryBytes its length in memory, a multiple of 4096
     * @throws IllegalArgumentException if the payload does not fit into the memory the loader has for it
     */
    public static byte[] build(DiskKind kind, byte[] payload, long memoryBytes, StickSettings settings)
            throws CompilationException {
        if (payload.length == 0
                || memoryBytes < payload.length
                || memoryBytes > LowMemory.PAYLOAD_BYTES
                || memoryBytes % 4096 != 0) {
            throw new IllegalArgumentException("a payload of " + payload.length + " bytes that takes " + memoryBytes
                    + " in memory cannot be loaded: the loader has " + LowMemory.PAYLOAD_BYTES + " for it");
        }
        AssembledBinary bootSector = Firmware.bootSector();
        byte[] loader = Firmware.loader().bytes();
        int loaderSectors = StickLayout.sectors(loader.length);
        int header = (PARTITION_LBA + loaderSectors) * StickLayout.SECTOR;
        int payloadSectors = StickLayout.sectors(payload.length);
        int settingsOffset = header + (1 + payloadSectors) * StickLayout.SECTOR;

        byte[] image = new byte[IMAGE_BYTES];
        ByteBuffer disk = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        disk.put(0, bootSector.bytes());
        disk.putShort(BootSectorLayout.LOADER_SECTORS, (short) loaderSectors);
        disk.putLong(BootSectorLayout.LOADER_LBA, PARTITION_LBA);
        disk.putShort(BootSectorLayout.LOADER_BYTES, (short) loader.length);
        disk.putInt(BootSectorLayout.LOADER_CRC_COMPLEMENT, ~StickLayout.crc(loader, 0, loader.length));
        disk.put(BootSectorLayout.KIND, (byte) kind.code());
        disk.putInt(BootSectorLayout.DISK_SIGNATURE, kind.signature());
        putPartition(disk);
        disk.put(PARTITION_LBA * StickLayout.SECTOR, loader);
        disk.putInt(header + PayloadHeader.MAGIC, PayloadHeader.MAGIC_VALUE);
        disk.putInt(header + PayloadHeader.PAYLOAD_SECTORS, payloadSectors);
        disk.putInt(header + PayloadHeader.PAYLOAD_BYTES, payload.length);
        disk.putInt(header + PayloadHeader.MEMORY_BYTES, (int) memoryBytes);
        disk.putInt(header + PayloadHeader.SETTINGS_SECTORS, StickSettings.BLOCK_BYTES / StickLayout.SECTOR);
        disk.put(header + StickLayout.SECTOR, payload);
        disk.put(settingsOffset, settings.block());
        seal(disk, header, payloadSectors);
        return image;
    }

    /**
     * {@return a copy of {@code image} with other settings}
     *
     * @throws IllegalArgumentException if it is not a disk image of ours, or damaged
     */
    public static byte[] withSettings(byte[] image, StickSettings settings) {
        StickLayout layout = StickLayout.of(image);
        byte[] changed = image.clone();
        ByteBuffer disk = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
        disk.put(layout.settingsOffset(), settings.block());
        seal(disk, layout.headerOffset(), StickLayout.sectors(layout.payloadBytes()));
        return changed;
    }

    private static void seal(ByteBuffer disk, int header, int payloadSectors) {
        int payload = header + StickLayout.SECTOR;
        int covered = payloadSectors * StickLayout.SECTOR + StickSettings.BLOCK_BYTES;
        disk.putInt(header + PayloadHeader.PAYLOAD_CRC, StickLayout.crc(disk.array(), payload, covered));
        disk.putInt(header + PayloadHeader.CRC, StickLayout.crc(disk.array(), header, PayloadHeader.CRC));
    }

    private static void putPartition(ByteBuffer disk) {
        int entry = BootSectorLayout.PARTITION_TABLE;
        byte[] beyondCylinders = {(byte) 0xFE, (byte) 0xFF, (byte) 0xFF};
        disk.put(entry, ACTIVE);
        disk.put(entry + 1, beyondCylinders);
        disk.put(entry + 4, PARTITION_TYPE);
        disk.put(entry + 5, beyondCylinders);
        disk.putInt(entry + 8, PARTITION_LBA);
        disk.putInt(entry + 12, IMAGE_BYTES / StickLayout.SECTOR - PARTITION_LBA);
    }
}
