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
import javisor.lab.ExternalTool;
import javisor.lab.Progress;
import javisor.lab.Sha256;

/**
 * A small program on a disk that GRUB starts, or GRUB's own shell: systems that are no Linux, and that use a PC's
 * firmware, its text screen and real mode as Linux does not. Programs are Debian's packages, unchanged.
 */
public enum GrubGuest {
    /** The memory tester: its own start of the other processors, uncached memory, every byte of RAM. */
    MEMTEST("memtest86+", List.of(), List.of("memtest86+x64.bin"), Map.of("/boot/grub/grub.cfg", "memtest.cfg")),
    /** The boot loader's shell on the serial line: protected mode with BIOS calls in between. */
    GRUB_SHELL("grub-shell", List.of("lsmmap", "cpuid", "date"), List.of(), Map.of("/boot/grub/grub.cfg", "shell.cfg")),
    /** The network boot program: real-mode start, drivers over PCI, and a chain back to the disk by INT 13h. */
    IPXE(
            "ipxe",
            List.of("linux16", "regexp"),
            List.of("ipxe.lkrn"),
            Map.of("/boot/grub/grub.cfg", "ipxe.cfg", "/boot/script.ipxe", "script.ipxe"));

    private static final int DISK_MEBIBYTES = 16;
    private static final DebianRelease RELEASE = DebianRelease.BOOKWORM;

    private final String packageName;
    private final List<String> grubModules;
    private final List<String> programs;
    private final Map<String, String> texts;

    /**
     * A row.
     *
     * @param packageName the Debian package with the programs, and what the disk is named after
     * @param grubModules what GRUB needs beyond what boots Linux
     * @param programs files of the package's boot directory that the disk gets
     * @param texts paths on the disk and the resources whose text goes there
     */
    GrubGuest(String packageName, List<String> grubModules, List<String> programs, Map<String, String> texts) {
        this.packageName = packageName;
        this.grubModules = grubModules;
        this.programs = programs;
        this.texts = texts;
    }

    /** Writes the disk. The file appears complete or not at all. */
    public void build(Path output, Path cache, Progress progress) throws IOException {
        ExternalTool.requireAll(DebianGuest.TOOLS);
        new DiskCache(cache, progress).write(output, work -> provide(cache, work, progress));
    }

    private Path provide(Path cache, Path work, Progress progress) throws IOException {
        Grub grub = Grub.make(work, grubModules);
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (Map.Entry<String, String> text :
                texts.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList()) {
            files.put(text.getKey(), resource(text.getValue()));
        }
        Optional<DebianArchive> archive = programs.isEmpty()
                ? Optional.empty()
                : Optional.of(DebianArchive.open(RELEASE, DebianArchitecture.AMD64, Optional.empty(), cache, progress));
        Optional<DebianPackage> source = archive.map(open -> open.find(packageName));
        Path disk = cache.resolve(packageName + "-" + key(source, grub, files) + ".img");
        if (Files.exists(disk)) {
            return disk;
        }
        DiskSpace.require(cache, (long) DISK_MEBIBYTES << 20);
        if (archive.isPresent()) {
            PackageFile opened = new PackageFile(archive.get().fetch(source.orElseThrow()));
            for (String program : programs) {
                files.put("/boot/" + program, opened.file(path -> path.equals("boot/" + program)));
            }
        }
        Path unfinished = work.resolve("disk.img");
        BootDisk.write(unfinished, DISK_MEBIBYTES, grub, files);
        return Files.move(unfinished, disk, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String key(Optional<DebianPackage> source, Grub grub, Map<String, byte[]> files) {
        String identity = source.map(DebianPackage::identity).orElse("") + files.keySet();
        byte[][] parts = new byte[files.size() + 2][];
        parts[0] = identity.getBytes(StandardCharsets.US_ASCII);
        parts[1] = grub.core();
        int next = 2;
        for (byte[] contents : files.values()) {
            parts[next++] = contents;
        }
        return HexFormat.of().formatHex(Sha256.of(parts), 0, 8);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream stream = GrubGuest.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(stream, name).readAllBytes();
        }
    }
}
