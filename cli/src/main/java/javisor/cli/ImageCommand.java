package javisor.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private StickOptions options;

    @Override
    public Integer call() throws IOException {
        StickSetup setup = options.setup(StickSetup.NO_PANIC, Optional.empty());
        if (Files.exists(output) && !Files.isRegularFile(output)) {
            throw new UnusableException(output + " is no file; write a file first and copy it onto the stick");
        }
        Path directory = output.toAbsolutePath().getParent();
        if (!Files.isDirectory(directory)) {
            throw new UnusableException("there is no directory " + directory + ": create it first");
        }
        Images images = Images.prepare(Home.find(), spec.commandLine().getErr());
        byte[] stick = images.stick(setup.settings());
        Files.write(output, stick);
        spec.commandLine().getOut().println(output + ": Javisor's stick, " + (stick.length >> 10) + " KiB");
        return 0;
    }
}
