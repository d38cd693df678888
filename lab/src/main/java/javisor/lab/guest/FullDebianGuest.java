package javisor.lab.guest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javisor.lab.ExternalTool;
import javisor.lab.MissingPartException;
import javisor.lab.Progress;
import javisor.lab.Sha256;

/**
 * A whole Debian to boot, as a person would install it: systemd, udev, the stock kernel with all its modules, a login
 * prompt on the serial line, and a service that checks the machine once the system is up. Debian's own packages are
 * installed by mmdebstrap and become an ext4 file system by {@code mke2fs -d}, so that neither root rights nor loop
 * devices are needed.
 *
 * @param release which Debian
 * @param mirror archive to fetch from, if not the machine's own
 * @param kernelOptions added to the kernel command line
 * @param cache directory for package lists and finished disks
 * @param progress told what is being done
 */
public record FullDebianGuest(
        DebianRelease release, Optional<String> mirror, List<String> kernelOptions, Path cache, Progress progress) {
    /** What the guest prints on the serial line when it is up, without a line end. */
    public static final String LOGIN_PROMPT = "javisor-guest login: ";

    /** The password of {@code root}, see {@code full-customize}. */
    public static final String PASSWORD = "javisor";

    private static final int BOOT_MEBIBYTES = 48;
    private static final int ROOT_MEBIBYTES = 1024;
    /** Packages, unpacked files and disk image all exist at once. */
    private static final long BYTES_TO_BUILD = 4L << 30;

    private static final String ROOT_LABEL = "javisor-root";
    private static final String ROOT_UUID = "6a617669-736f-4220-a775-657374000001";
    private static final List<String> STANDARD_OPTIONS = List.of(
            "root=LABEL=" + ROOT_LABEL,
            "rw",
            "console=ttyS0,115200",
            "quiet",
            "systemd.show_status=1",
            "TERM=dumb",
            "nokaslr",
            "cryptomgr.notests",
            "nowatchdog");
    private static final List<String> PACKAGES = List.of(
            "systemd-sysv",
            "dbus",
            "udev",
            "kmod",
            "login",
            "procps",
            "e2fsprogs",
            "initramfs-tools",
            "zstd",
            "linux-image-amd64",
            "stress-ng");
    private static final List<String> RESOURCES =
            List.of("full-essential", "full-customize", "self-check", "self-check-facts", "self-check.service");

    private static final String CONFIGURATION = "/boot/grub/grub.cfg";
    private static final ExternalTool MMDEBSTRAP = new ExternalTool("mmdebstrap", "mmdebstrap");
    /** What mmdebstrap takes instead of root rights. */
    private static final ExternalTool NEWUIDMAP = new ExternalTool("newuidmap", "uidmap");

    private static final ExternalTool FAKEROOT = new ExternalTool("fakeroot", "fakeroot");
    private static final ExternalTool MKE2FS = new ExternalTool("mke2fs", "e2fsprogs");
    /** The same moment for every file, so that the same packages give the same files. */
    private static final Map<String, String> ENVIRONMENT = Map.of("SOURCE_DATE_EPOCH", "1767225600", "TZ", "UTC");

    /** The programs it uses. */
    public static final List<ExternalTool> TOOLS = Stream.concat(
                    DebianGuest.TOOLS.stream(), Stream.of(MMDEBSTRAP, NEWUIDMAP, FAKEROOT, MKE2FS))
            .toList();

    /** Writes the disk, with the kernel options in GRUB's configuration. The file appears complete or not at all. */
    public void build(Path output) throws IOException {
        ExternalTool.requireAll(TOOLS);
        new DiskCache(cache, progress)
                .write(output, this::provide, copy -> BootDisk.replace(copy, Map.of(CONFIGURATION, configuration())));
    }

    /** {@return the disk in the cache} Its configuration is empty: the kernel options are those of each copy. */
    private Path provide(Path work) throws IOException {
        DebianArchive archive = DebianArchive.open(release, DebianArchitecture.AMD64, mirror, cache, progress);
        Grub grub = Grub.make(work, List.of());
        String prefix = "debian-" + release.number() + "-amd64-full-";
        Path disk = cache.resolve(prefix + key(archive.index(), grub) + ".img");
        if (Files.exists(disk)) {
            return disk;
        }
        DiskSpace.require(cache, BYTES_TO_BUILD);
        try (Progress.Step step = progress.start("Installing Debian " + release.number() + ", a minute or two", -1)) {
            install(archive, work);
            step.reach(1);
        }
        try (Progress.Step step = progress.start("Disk of Debian " + release.number(), -1)) {
            Path unfinished = work.resolve("disk.img");
            Map<String, byte[]> files = new LinkedHashMap<>();
            files.put("/EFI/BOOT/BOOTX64.EFI", grub.efiProgram());
            files.put(CONFIGURATION, new byte[0]);
            files.put("/boot/vmlinuz", Files.readAllBytes(work.resolve("vmlinuz")));
            files.put("/boot/initrd.img", Files.readAllBytes(work.resolve("initrd.img")));
            BootDisk.write(unfinished, BOOT_MEBIBYTES, ROOT_MEBIBYTES, grub, files);
            writeRoot(unfinished, work);
            removeOlder(prefix);
            Files.move(unfinished, disk, StandardCopyOption.ATOMIC_MOVE);
            step.reach(1);
        }
        return disk;
    }

    /** Leaves the system in {@code root.tar}, its kernel and initramfs beside it. */
    private void install(DebianArchive archive, Path work) throws IOException {
        for (String resource : RESOURCES) {
            Files.writeString(work.resolve(resource), DebianGuest.text(resource));
        }
        List<String> arguments = new ArrayList<>(List.of(
                "--variant=minbase",
                "--include=" + String.join(",", PACKAGES),
                "--essential-hook=" + DebianGuest.text("full-essential"),
                "--customize-hook=upload self-check /usr/local/sbin/javisor-self-check",
                "--customize-hook=upload self-check-facts /usr/local/sbin/javisor-self-check-facts",
                "--customize-hook=upload self-check.service /etc/systemd/system/javisor-self-check.service",
                "--customize-hook=" + DebianGuest.text("full-customize"),
                "--customize-hook=download /vmlinuz vmlinuz",
                "--customize-hook=download /initrd.img initrd.img"));
        DebianArchive.connectionSettings().forEach(setting -> arguments.add("--aptopt=" + setting));
        arguments.addAll(List.of(
                release.codename(),
                "root.tar",
                archive.sourceList().toAbsolutePath().toString()));
        try {
            MMDEBSTRAP.run(work, ENVIRONMENT, arguments);
        } catch (ExternalTool.ToolFailure failure) {
            throw new MissingPartException(
                    "Debian " + release.number() + " could not be installed (" + failure.getMessage()
                            + "): check the network",
                    failure);
        }
    }

    /**
     * Fills Linux's partition. Under fakeroot files keep the owners that they have in the archive. A machine without an
     * identity would take every start for its first one, and mmdebstrap makes the identity empty.
     */
    private static void writeRoot(Path disk, Path work) {
        String script = "mkdir root && tar -C root -xf root.tar && echo " + ROOT_UUID.replace("-", "")
                + " > root/etc/machine-id && " + MKE2FS.require() + " \"$@\"";
        FAKEROOT.run(
                work,
                ENVIRONMENT,
                List.of(
                        "sh",
                        "-c",
                        script,
                        "sh",
                        "-q",
                        "-t",
                        "ext4",
                        "-b",
                        "4096",
                        "-L",
                        ROOT_LABEL,
                        "-U",
                        ROOT_UUID,
                        "-E",
                        "hash_seed=" + ROOT_UUID + ",offset=" + ((long) BOOT_MEBIBYTES << 20),
                        "-d",
                        "root",
                        disk.toString(),
                        ROOT_MEBIBYTES + "M"));
    }

    /** A disk of this size that nothing asks for any more is not worth its room. */
    private void removeOlder(String prefix) throws IOException {
        try (Stream<Path> disks = Files.list(cache)) {
            for (Path disk : disks.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .toList()) {
                Files.delete(disk);
            }
        }
    }

    byte[] configuration() throws IOException {
        String commandLine = String.join(
                " ",
                Stream.concat(STANDARD_OPTIONS.stream(), kernelOptions.stream()).toList());
        return DebianGuest.text("grub.cfg")
                .replace("@RELEASE@", Integer.toString(release.number()))
                .replace("@OPTIONS@", commandLine)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** {@return a name for all that goes into the disk: packages, boot loader, and the lab's own files} */
    String key(byte[] index, Grub grub) throws IOException {
        List<byte[]> parts = new ArrayList<>(List.of(
                index,
                (PACKAGES + " " + ROOT_UUID + " " + BOOT_MEBIBYTES + " " + ROOT_MEBIBYTES)
                        .getBytes(StandardCharsets.US_ASCII),
                grub.core(),
                grub.efiProgram()));
        for (String resource : RESOURCES) {
            parts.add(DebianGuest.text(resource).getBytes(StandardCharsets.US_ASCII));
        }
        return HexFormat.of().formatHex(Sha256.of(parts.toArray(byte[][]::new)), 0, 8);
    }
}
