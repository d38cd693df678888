package javisor.lab.guest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveOutputStream;
import org.apache.commons.compress.archivers.cpio.CpioConstants;

/**
 * The guest's userland: a file system in a compressed archive that the kernel unpacks into RAM (kernel documentation,
 * early-userspace/buffer-format). It holds BusyBox, the first process, the devices that one needs before {@code /dev} is
 * mounted, and the drivers of disks. The same inputs give the same bytes.
 */
final class Initramfs {
    private static final int EXECUTABLE = 0755;
    private static final int DEVICE = 0600;

    private Initramfs() {}

    /** {@return the archive with a static BusyBox, the script that is process 1, and modules to load in that order} */
    static byte[] of(byte[] busybox, byte[] init, List<KernelModule> modules) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes);
                CpioArchiveOutputStream archive = new CpioArchiveOutputStream(gzip, CpioConstants.FORMAT_NEW)) {
            directory(archive, "bin");
            directory(archive, "dev");
            device(archive, "dev/console", 5, 1);
            device(archive, "dev/null", 1, 3);
            device(archive, "dev/ttyS0", 4, 64);
            executable(archive, "bin/busybox", busybox);
            executable(archive, "init", init);
            directory(archive, "modules");
            for (int i = 0; i < modules.size(); i++) {
                String name = "modules/%02d-%s.ko".formatted(i, modules.get(i).name());
                executable(archive, name, modules.get(i).contents());
            }
        }
        return bytes.toByteArray();
    }

    private static void directory(CpioArchiveOutputStream archive, String name) throws IOException {
        put(archive, name, CpioConstants.C_ISDIR | EXECUTABLE, new byte[0], 0, 0);
    }

    private static void device(CpioArchiveOutputStream archive, String name, int major, int minor) throws IOException {
        put(archive, name, CpioConstants.C_ISCHR | DEVICE, new byte[0], major, minor);
    }

    private static void executable(CpioArchiveOutputStream archive, String name, byte[] contents) throws IOException {
        put(archive, name, CpioConstants.C_ISREG | EXECUTABLE, contents, 0, 0);
    }

    private static void put(
            CpioArchiveOutputStream archive, String name, int mode, byte[] contents, int major, int minor)
            throws IOException {
        CpioArchiveEntry entry = new CpioArchiveEntry(CpioConstants.FORMAT_NEW, name, contents.length);
        entry.setMode(mode);
        entry.setTime(0);
        entry.setRemoteDeviceMaj(major);
        entry.setRemoteDeviceMin(minor);
        archive.putArchiveEntry(entry);
        archive.write(contents);
        archive.closeArchiveEntry();
    }
}
