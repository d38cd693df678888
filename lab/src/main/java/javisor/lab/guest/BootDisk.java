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
import java.util.Set;
import javisor.lab.ExternalTool;

/**
 * A disk image with a FAT partition, bootable from BIOS and from UEFI, made without root rights and loop devices: master
 * boot record, GRUB's core image in the gap before the partition, and the file system written by mtools. The partition
 * has the type EFh, so UEFI takes it for the EFI system partition. Behind it there may be one of Linux's, left empty.
 */
final class BootDisk {
    static final int SECTOR = 512;
    static final int PARTITION_START = 2048;
    private static final int BOOT_CODE_BYTES = 440;
    private static final int DISK_SIGNATURE = 0x4A565352;
    private static final int PARTITION_TABLE = 446;
    private static final int PARTITION_ENTRY_BYTES = 16;
    private static final byte[] BEYOND_CYLINDERS = {(byte) 0xFE, (byte) 0xFF, (byte) 0xFF};
    private static final byte EFI_SYSTEM_PARTITION = (byte) 0xEF;
    private static final byte LINUX_PARTITION = (byte) 0x83;
    private static final byte ACTIVE = (byte) 0x80;
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
        write(disk, mebibytes, 0, grub, files);
    }

    /**
     * Writes a disk with room for Linux's file system.
     *
     * @param bootMebibytes where the boot partition ends and Linux's begins
     * @param linuxMebibytes size of Linux's partition, or 0 for none
     */
    static void write(Path disk, int bootMebibytes, int linuxMebibytes, Grub grub, Map<String, byte[]> files)
            throws IOException {
        long bootEnd = sectors(bootMebibytes);
        try (FileChannel channel = FileChannel.open(disk, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(masterBootRecord(grub.bootSector(), bootEnd, sectors(linuxMebibytes)), 0);
            channel.write(gap(grub.core()), SECTOR);
            channel.write(ByteBuffer.allocate(1), ((long) bootMebibytes + linuxMebibytes << 20) - 1);
        }
        String partition = partition(disk);
        format(disk, partition, bootEnd - PARTITION_START);
        makeDirectories(disk, partition, files.keySet());
        copy(disk, partition, files);
    }

    /** Gives files of the boot partition other contents. */
    static void replace(Path disk, Map<String, byte[]> files) throws IOException {
        copy(disk, partition(disk), files);
    }

    private static long sectors(int mebibytes) {
        return ((long) mebibytes << 20) / SECTOR;
    }

    /**
     * {@return the first sector: boot code, disk signature and the partitions}
     *
     * @param bootCode what the BIOS runs
     * @param bootEnd first sector behind the active boot partition
     * @param linuxSectors size of Linux's partition, which follows; 0 for none
     */
    static ByteBuffer masterBootRecord(byte[] bootCode, long bootEnd, long linuxSectors) {
        ByteBuffer mbr = ByteBuffer.allocate(SECTOR).order(ByteOrder.LITTLE_ENDIAN);
        mbr.put(0, bootCode, 0, BOOT_CODE_BYTES);
        mbr.putInt(BOOT_CODE_BYTES, DISK_SIGNATURE);
        describe(mbr, 0, ACTIVE, EFI_SYSTEM_PARTITION, PARTITION_START, bootEnd - PARTITION_START);
        if (linuxSectors > 0) {
            describe(mbr, 1, (byte) 0, LINUX_PARTITION, bootEnd, linuxSectors);
        }
        mbr.putShort(510, (short) 0xAA55);
        return mbr;
    }

    private static void describe(ByteBuffer mbr, int index, byte status, byte type, long start, long sectors) {
        int entry = PARTITION_TABLE + index * PARTITION_ENTRY_BYTES;
        mbr.put(entry, status);
        mbr.put(entry + 1, BEYOND_CYLINDERS);
        mbr.put(entry + 4, type);
        mbr.put(entry + 5, BEYOND_CYLINDERS);
        mbr.putInt(entry + 8, (int) start);
        mbr.putInt(entry + 12, (int) sectors);
    }

    private static ByteBuffer gap(byte[] core) {
        if (core.length > (PARTITION_START - 1) * SECTOR) {
            throw new IllegalStateException("GRUB's core image of " + core.length + " bytes does not fit before sector "
                    + PARTITION_START + ": leave out modules");
        }
        return ByteBuffer.wrap(core);
    }

    private static String partition(Path disk) {
        return disk.toAbsolutePath() + "@@" + (long) PARTITION_START * SECTOR;
    }

    private static Path directoryOf(Path disk) {
        return disk.toAbsolutePath().getParent();
    }

    private static void format(Path disk, String partition, long sectors) {
        MFORMAT.run(
                directoryOf(disk),
                ENVIRONMENT,
                List.of(
                        "-i",
                        partition,
                        "-T",
                        Long.toString(sectors),
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
    }

    private static void makeDirectories(Path disk, String partition, Set<String> files) {
        List<String> directories = files.stream()
                .flatMap(file -> parents(file).stream())
                .distinct()
                .sorted(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                .toList();
        List<String> arguments = new ArrayList<>(List.of("-i", partition));
        directories.forEach(name -> arguments.add("::" + name));
        MMD.run(directoryOf(disk), ENVIRONMENT, arguments);
    }

    private static void copy(Path disk, String partition, Map<String, byte[]> files) throws IOException {
        Path directory = directoryOf(disk);
        Path content = Files.createTempFile(directory, ".content", "");
        try {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Files.write(content, file.getValue());
                MCOPY.run(
                        directory,
                        ENVIRONMENT,
                        List.of("-o", "-i", partition, content.toString(), "::" + file.getKey()));
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
