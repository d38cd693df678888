package javisor.stick;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import javisor.firmware.BootSectorLayout;
import javisor.firmware.LowMemory;
import javisor.firmware.PayloadHeader;

/**
 * Where the parts of a disk image are, in bytes from its start. Read from the image as the machine reads it: the partition table
 * names the loader, the fields of the boot sector its length, the payload header the rest.
 *
 * @param loaderOffset where the loader starts
 * @param loaderBytes its length
 * @param headerOffset where the payload header is
 * @param payloadOffset where the payload starts
 * @param payloadBytes its length
 * @param payloadMemoryBytes its length in memory
 * @param settingsOffset where the settings block starts
 * @param settingsBytes its length
 */
public record StickLayout(
        int loaderOffset,
        int loaderBytes,
        int headerOffset,
        int payloadOffset,
        int payloadBytes,
        int payloadMemoryBytes,
        int settingsOffset,
        int settingsBytes) {
    static final int SECTOR = 512;

    /**
     * {@return the layout of {@code image}}
     *
     * @throws IllegalArgumentException if it is not a disk of ours, or damaged
     */
    public static StickLayout of(byte[] image) {
        ByteBuffer disk = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        if (image.length < SECTOR || (disk.getShort(510) & 0xFFFF) != 0xAA55) {
            throw new IllegalArgumentException("the image has no boot signature");
        }
        int loader = offset(disk, disk.getInt(BootSectorLayout.PARTITION_TABLE + 8), SECTOR);
        int loaderSectors = disk.getShort(BootSectorLayout.LOADER_SECTORS) & 0xFFFF;
        int loaderBytes = disk.getShort(BootSectorLayout.LOADER_BYTES) & 0xFFFF;
        if (loaderBytes > LowMemory.LOADER_BYTES
                || loaderSectors != sectors(loaderBytes)
                || disk.getInt(BootSectorLayout.LOADER_CRC_COMPLEMENT) != ~crc(image, loader, loaderBytes)) {
            throw new IllegalArgumentException("the loader is damaged");
        }
        int header = offset(disk, (loader / SECTOR) + loaderSectors, SECTOR);
        if (disk.getInt(header + PayloadHeader.CRC) != crc(image, header, PayloadHeader.CRC)
                || disk.getInt(header + PayloadHeader.MAGIC) != PayloadHeader.MAGIC_VALUE) {
            throw new IllegalArgumentException("the payload header is damaged");
        }
        int payloadBytes = disk.getInt(header + PayloadHeader.PAYLOAD_BYTES);
        int payloadSectors = disk.getInt(header + PayloadHeader.PAYLOAD_SECTORS);
        int settingsBytes = disk.getInt(header + PayloadHeader.SETTINGS_SECTORS) * SECTOR;
        int payload = header + SECTOR;
        int settings = payload + payloadSectors * SECTOR;
        if (settings + settingsBytes > image.length) {
            throw new IllegalArgumentException("the image is cut off");
        }
        if (disk.getInt(header + PayloadHeader.PAYLOAD_CRC)
                != crc(image, payload, payloadSectors * SECTOR + settingsBytes)) {
            throw new IllegalArgumentException("the payload or the settings are damaged");
        }
        int memory = disk.getInt(header + PayloadHeader.MEMORY_BYTES);
        return new StickLayout(loader, loaderBytes, header, payload, payloadBytes, memory, settings, settingsBytes);
    }

    /** {@return the settings in {@code image}, which has this layout} */
    public StickSettings settings(byte[] image) {
        return StickSettings.parse(Arrays.copyOfRange(image, settingsOffset, settingsOffset + settingsBytes));
    }

    static int crc(byte[] bytes, int offset, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }

    static int sectors(int bytes) {
        return (bytes + SECTOR - 1) / SECTOR;
    }

    private static int offset(ByteBuffer disk, long sector, int bytes) {
        if (sector < 1 || sector * SECTOR + bytes > disk.limit()) {
            throw new IllegalArgumentException("the image is cut off: sector " + sector + " is beyond its end");
        }
        return (int) sector * SECTOR;
    }
}
