package javisor.lab.guest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javisor.lab.ExternalTool;
import javisor.lab.MissingPartException;
import javisor.lab.Progress;
import javisor.lab.Sha256;
import javisor.lab.UserCache;

/**
 * A small Debian to boot: the release's stock kernel, a userland of one BusyBox and the drivers of
 * disks in the initramfs, and GRUB for BIOS and
 * UEFI, all on the serial line. Process 1 prints one line that starts with {@link #MARKER} and says which kernel, CPU and
 * memory it sees, then gives a shell.
 *
 * @param release which Debian
 * @param architecture of kernel and userland; GRUB is the same for all
 * @param mirror archive to fetch from, if not the machine's own
 * @param kernelOptions added to the kernel command line
 * @param cache directory for package lists, packages and finished disks
 * @param progress told what is being done
 */
public record DebianGuest(
        DebianRelease release,
        DebianArchitecture architecture,
        Optional<String> mirror,
        List<String> kernelOptions,
        Path cache,
        Progress progress) {
    /** What the guest prints, at the start of a line, when its userland runs. */
    public static final String MARKER = "JAVISOR-GUEST-READY";

    private static final int DISK_MEBIBYTES = 48;
    private static final List<String> STANDARD_OPTIONS =
            List.of("console=ttyS0,115200", "quiet", "nokaslr", "cryptomgr.notests", "nowatchdog");
    private static final List<String> DISK_DRIVERS = List.of("sd_mod", "ahci", "ata_piix", "nvme");
    private static final Pattern MODULE_DIRECTORIES =
            Pattern.compile("lib/modules/[^/]+/kernel/(drivers/(ata|scsi|nvme)|block|lib|crypto)/.*\\.ko(\\.xz)?$");

    /** The programs it uses. */
    public static final List<ExternalTool> TOOLS = Stream.of(
                    DebianArchive.TOOLS, PackageFile.TOOLS, Grub.TOOLS, BootDisk.TOOLS)
            .flatMap(List::stream)
            .toList();

    /** {@return where the user's package lists, packages and finished disks are kept} */
    public static Path userCache() {
        return UserCache.directory("debian");
    }

    /** Writes the disk. The file appears complete or not at all. */
    public void build(Path output) throws IOException {
        ExternalTool.requireAll(TOOLS);
        new DiskCache(cache, progress).write(output, this::finishedDisk);
    }

    private Path finishedDisk(Path work) throws IOException {
        DebianArchive archive = DebianArchive.open(release, architecture, mirror, cache, progress);
        DebianPackage kernel = archive.find(kernelPackageOf(archive.find(architecture.kernel())));
        DebianPackage busybox = archive.find("busybox-static");
        Grub grub = Grub.make(work, List.of());
        byte[] configuration = text("grub.cfg")
                .replace("@RELEASE@", Integer.toString(release.number()))
                .replace("@OPTIONS@", commandLine())
                .getBytes(StandardCharsets.US_ASCII);
        byte[] init = text("init").getBytes(StandardCharsets.US_ASCII);
        Path disk = cache.resolve("debian-" + release.number() + "-" + architecture.debianName() + "-"
                + key(kernel, busybox, grub.core(), grub.efiProgram(), configuration, init) + ".img");
        if (Files.exists(disk)) {
            return disk;
        }
        DiskSpace.require(cache, (long) DISK_MEBIBYTES << 20);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("/EFI/BOOT/BOOTX64.EFI", grub.efiProgram());
        files.put("/boot/grub/grub.cfg", configuration);
        Path kernelFile = archive.fetch(kernel);
        byte[] shell = new PackageFile(archive.fetch(busybox)).file(path -> path.endsWith("bin/busybox"));
        try (Progress.Step step = progress.start("Unpacking " + kernel.name(), -1)) {
            addKernel(new PackageFile(kernelFile), shell, init, files);
            step.reach(1);
        }
        try (Progress.Step step = progress.start("Disk of Debian " + release.number(), -1)) {
            Path unfinished = work.resolve("disk.img");
            BootDisk.write(unfinished, DISK_MEBIBYTES, grub, files);
            Files.move(unfinished, disk, StandardCopyOption.ATOMIC_MOVE);
            step.reach(1);
        }
        return disk;
    }

    private static void addKernel(PackageFile kernel, byte[] shell, byte[] init, Map<String, byte[]> files)
            throws IOException {
        Map<String, KernelModule> modules = new LinkedHashMap<>();
        kernel.files(path -> path.startsWith("boot/vmlinuz")
                        || MODULE_DIRECTORIES.matcher(path).find())
                .forEach((path, contents) -> KernelModule.nameOf(path)
                        .ifPresentOrElse(
                                name -> modules.put(name, new KernelModule(name, contents)),
                                () -> files.put("/boot/vmlinuz", contents)));
        files.put("/boot/initrd.img", Initramfs.of(shell, init, KernelModule.loadOrder(DISK_DRIVERS, modules)));
    }

    private String commandLine() {
        return String.join(" ", STANDARD_OPTIONS)
                + (kernelOptions.isEmpty() ? "" : " " + String.join(" ", kernelOptions));
    }

    private String kernelPackageOf(DebianPackage metapackage) {
        return metapackage
                .dependency("linux-image-")
                .orElseThrow(() -> new MissingPartException(
                        metapackage.identity() + " names no kernel: remove " + cache + " and try again"));
    }

    /** {@return the text of a file that comes with the lab} */
    static String text(String resource) throws IOException {
        try (InputStream stream = DebianGuest.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(stream, resource).readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static String key(DebianPackage kernel, DebianPackage busybox, byte[]... parts) {
        byte[][] all = new byte[parts.length + 1][];
        all[0] = (kernel.identity() + "\n" + busybox.identity() + "\n").getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(parts, 0, all, 1, parts.length);
        return HexFormat.of().formatHex(Sha256.of(all), 0, 8);
    }
}
