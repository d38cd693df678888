package javisor.lab.guest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import javisor.lab.ExternalTool;

/**
 * A disk image with one FAT partition, bootable from BIOS and from UEFI, made without root rights and loop devices:
 * master boot record, GRUB's core image in the gap before the partition, and the file system written by mtools. The
 * partition has the type EFh, so UEFI takes it for the EFI system partition.
 */
final class BootDisk {
    static final int SECTOR = 512;
    static final int PARTITION_START = 2048;
    private static final int BOOT_CODE_BYTES = 440;
    private static final int DISK_SIGNATURE = 0x4A565352;
    private static final byte EFI_SYSTEM_PARTITION = (byte) 0xEF;
    private static final String PACKAGE = "mtools";
    private static final ExternalTool MFORMAT = new ExternalTool("mformat", PACKAGE);
    private static final ExternalTool MMD = new ExternalTool("mmd", PACKAGE);
    private static final ExternalTool MCOPY = new ExternalTool("mcopy", PACKAGE);
    static final List<ExternalTool> TOOLS = List.of(MFORMAT, MMD, MCOPY);

    /** The same moment for every file, so that the same inputs give the same disk. */
    private static final Map<String, String> ENVIRONMENT =
            Map.of("SOURCE_DATE_EPOCH", "1767225600", "TZ", "UTC", "MTOOLS_SKIP_CHECK", "1", "MTOOLSRC", "/dev/null");

    private BootDisk() {}

    /** Writes the disk: GRUB and a partition with the given files, whose paths are absolute with {@code /}. */
    static void write(Path disk, int mebibytes, Grub grub, Map<String, byte[]> files) throws IOException {
        long sectors = ((long) mebibytes << 20) / SECTOR;
        try (FileChannel channel = FileChannel.open(disk, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(masterBootRecord(grub.bootSector(), sectors - PARTITION_START), 0);
            channel.write(gap(grub.core()), SECTOR);
            channel.write(ByteBuffer.allocate(1), ((long) mebibytes << 20) - 1);
        }
        writeFiles(disk, sectors - PARTITION_START, files);
    }

    /** {@return the first sector: boot code, disk signature and one active partition} */
    static ByteBuffer masterBootRecord(byte[] bootCode, long partitionSectors) {
        ByteBuffer record = ByteBuffer.allocate(SECTOR).order(ByteOrder.LITTLE_ENDIAN);
        record.put(0, bootCode, 0, BOOT_CODE_BYTES);
        record.putInt(BOOT_CODE_BYTES, DISK_SIGNATURE);
        int entry = 446;
        record.put(entry, (byte) 0x80);
        record.put(entry + 1, new byte[] {(byte) 0xFE, (byte) 0xFF, (byte) 0xFF});
        record.put(entry + 4, EFI_SYSTEM_PARTITION);
        record.put(entry + 5, new byte[] {(byte) 0xFE, (byte) 0xFF, (byte) 0xFF});
        record.putInt(entry + 8, PARTITION_START);
        record.putInt(entry + 12, (int) partitionSectors);
        record.putShort(510, (short) 0xAA55);
        return record;
    }

    private static ByteBuffer gap(byte[] core) {
        if (core.length > (PARTITION_START - 1) * SECTOR) {
            throw new IllegalStateException("GRUB's core image of " + core.length + " bytes does not fit before sector "
                    + PARTITION_START + ": leave out modules");
        }
        return ByteBuffer.wrap(core);
    }

    private static void writeFiles(Path disk, long partitionSectors, Map<String, byte[]> files) throws IOException {
        Path directory = disk.toAbsolutePath().getParent();
        String partition = disk.toAbsolutePath() + "@@" + (long) PARTITION_START * SECTOR;
        MFORMAT.run(
                directory,
                ENVIRONMENT,
                List.of(
                        "-i",
                        partition,
                        "-T",
                        Long.toString(partitionSectors),
                        "-h",
                        "64",
                        "-s",
                        "32",
                        "-H",
                        Integer.toString(PARTITION_START),
                        "-N",
                        Integer.toHexString(DISK_SIGNATURE),
                        "-v",
                        "JAVISOR",
                        "::"));
        List<String> directories = files.keySet().stream()
                .flatMap(file -> parents(file).stream())
                .distinct()
                .sorted(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                .toList();
        List<String> arguments = new ArrayList<>(List.of("-i", partition));
        directories.forEach(name -> arguments.add("::" + name));
        MMD.run(directory, ENVIRONMENT, arguments);
        Path content = Files.createTempFile(directory, ".content", "");
        try {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Files.write(content, file.getValue());
                MCOPY.run(directory, ENVIRONMENT, List.of("-i", partition, content.toString(), "::" + file.getKey()));
            }
        } finally {
            Files.delete(content);
        }
    }

    private static List<String> parents(String file) {
        List<String> parents = new ArrayList<>();
        for (int slash = file.indexOf('/', 1); slash > 0; slash = file.indexOf('/', slash + 1)) {
            parents.add(file.substring(0, slash));
        }
        return parents;
    }
}
