package javisor.lab.guest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javisor.lab.ExternalTool;
import javisor.lab.MissingPartException;

/**
 * GRUB for a disk that boots from BIOS and from UEFI: the boot sector, the core image that follows it in the gap before
 * the first partition (GNU GRUB manual, section 4.4 "BIOS installation"), and the EFI program. Both look for their
 * configuration in {@code /boot/grub} of the first partition of the disk they came from.
 *
 * @param bootSector code of the first sector; it loads the core image from sector 1
 * @param core the core image for BIOS
 * @param efiProgram the program for UEFI
 */
record Grub(byte[] bootSector, byte[] core, byte[] efiProgram) {
    private static final ExternalTool MKIMAGE =
            new ExternalTool("grub-mkimage", "grub-common grub-pc-bin grub-efi-amd64-bin");
    static final List<ExternalTool> TOOLS = List.of(MKIMAGE);
    private static final Path PLATFORMS = Path.of("/usr/lib/grub");
    private static final List<String> MODULES = List.of(
            "part_msdos",
            "fat",
            "normal",
            "linux",
            "echo",
            "ls",
            "serial",
            "terminal",
            "configfile",
            "cat",
            "halt",
            "reboot",
            "test");

    /**
     * Has GRUB's images made from the machine's own GRUB modules.
     *
     * @param biosModules what the image for BIOS needs beyond what boots Linux
     */
    static Grub make(Path workDirectory, List<String> biosModules) throws IOException {
        byte[] bootSector =
                Files.readAllBytes(platform("i386-pc", "grub-pc-bin").resolve("boot.img"));
        platform("x86_64-efi", "grub-efi-amd64-bin");
        List<String> bios = Stream.of(List.of("biosdisk"), MODULES, biosModules)
                .flatMap(List::stream)
                .toList();
        byte[] core = image(workDirectory, "i386-pc", "(,msdos1)/boot/grub", bios);
        byte[] efi = image(workDirectory, "x86_64-efi", "/boot/grub", MODULES);
        return new Grub(bootSector, core, efi);
    }

    private static Path platform(String name, String debianPackage) {
        Path directory = PLATFORMS.resolve(name);
        if (!Files.isReadable(directory.resolve("normal.mod"))) {
            throw new MissingPartException(
                    "GRUB's modules for " + name + " are not installed: sudo apt-get install -y " + debianPackage);
        }
        return directory;
    }

    private static byte[] image(Path workDirectory, String format, String prefix, List<String> modules)
            throws IOException {
        Path output = workDirectory.resolve(format + ".img");
        List<String> arguments = new ArrayList<>(List.of("-O", format, "-o", output.toString(), "-p", prefix));
        arguments.addAll(modules);
        MKIMAGE.run(workDirectory, Map.of(), arguments);
        return Files.readAllBytes(output);
    }
}
