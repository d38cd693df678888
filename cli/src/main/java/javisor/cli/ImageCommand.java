package javisor.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code javisor image}: the stick as a file, to be copied onto a real one. */
@Command(
        name = "image",
        description = {
            "Writes the image of the stick.",
            "Copy it onto a USB stick as it is, with dd for example; all that was on the stick is lost."
        },
        mixinStandardHelpOptions = true)
final class ImageCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            defaultValue = "stick.img",
            description = "Where to write it (default: ${DEFAULT-VALUE}).")
    private Path output;

    @Option(
            names = "--vendor",
            paramLabel = "STRING",
            converter = VendorString.class,
            description = "CPU vendor the guest sees, 12 characters (default: the machine's).")
    private String vendor;

    @Option(
            names = "--boot-drive",
            paramLabel = "keep|swap",
            defaultValue = "keep",
            description = "Whether the guest finds its disk as BIOS drive 81h, or as 80h (default: ${DEFAULT-VALUE}).")
    private BootDrive bootDrive;

    @Override
    public Integer call() throws IOException {
        if (Files.exists(output) && !Files.isRegularFile(output)) {
            throw new UnusableException(output + " is no file; write a file first and copy it onto the stick");
        }
        Path directory = output.toAbsolutePath().getParent();
        if (!Files.isDirectory(directory)) {
            throw new UnusableException("there is no directory " + directory + ": create it first");
        }
        Images images = Images.prepare(Home.find(), spec.commandLine().getErr());
        StickSetup setup = new StickSetup(Optional.ofNullable(vendor), bootDrive, "none", List.of(), Optional.empty());
        byte[] stick = images.stick(setup.settings());
        Files.write(output, stick);
        spec.commandLine().getOut().println(output + ": Javisor's stick, " + (stick.length >> 10) + " KiB");
        return 0;
    }
}
