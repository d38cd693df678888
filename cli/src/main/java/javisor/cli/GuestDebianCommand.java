package javisor.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import javisor.lab.PackageInstaller;
import javisor.lab.Progress;
import javisor.lab.guest.DebianArchitecture;
import javisor.lab.guest.DebianGuest;
import javisor.lab.guest.DebianRelease;
import javisor.lab.guest.FullDebianGuest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code javisor guest debian}: a bootable Debian disk from Debian's packages. */
@Command(
        name = "debian",
        description = "Builds a disk that boots Debian's stock kernel from BIOS or UEFI, on the first serial line.",
        mixinStandardHelpOptions = true)
final class GuestDebianCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE",
            description = "Disk image to write.")
    private Path output;

    @Option(
            names = "--release",
            defaultValue = "12",
            paramLabel = "12|13",
            description = "Debian release (default: ${DEFAULT-VALUE}).")
    private int release;

    @Option(
            names = "--architecture",
            defaultValue = "amd64",
            paramLabel = "amd64|i386",
            description = "64-bit, or 32-bit with the kernel without PAE (default: ${DEFAULT-VALUE}).")
    private DebianArchitecture architecture;

    @Option(
            names = "--full",
            description = "All of Debian with systemd, login on the serial line, and a self-check; amd64 only.")
    private boolean full;

    @Option(
            names = "--mirror",
            paramLabel = "URL",
            description = "Debian archive (default: the one this machine uses).")
    private String mirror;

    @Option(
            names = "--kernel-options",
            defaultValue = "",
            paramLabel = "OPTIONS",
            description = {
                "Added to the kernel command line. javisor.dmesg prints the kernel log on the serial line,",
                "javisor.poweroff switches the machine off when it is up; with --full there is",
                "javisor.no-self-check, which leaves the self-check out."
            })
    private String kernelOptions;

    @Override
    public Integer call() throws IOException {
        DebianRelease debian = DebianRelease.of(release)
                .orElseThrow(() -> wrong("There is no guest of Debian " + release + ": --release takes 12 or 13."));
        if (!debian.hasKernelFor(architecture)) {
            throw wrong("Debian " + release + " has no kernel for " + architecture.debianName() + ": use --release 12");
        }
        if (full && architecture != DebianArchitecture.AMD64) {
            throw wrong("--full is for amd64 only, not " + architecture.debianName());
        }
        if (Files.exists(output) && !Files.isRegularFile(output)) {
            throw new UnusableException(output + " is no file; name one that may be replaced");
        }
        List<String> options = kernelOptions.isBlank()
                ? List.of()
                : List.of(kernelOptions.strip().split("\\s+"));
        PrintWriter err = spec.commandLine().getErr();
        new PackageInstaller(message -> err.println("javisor: " + message))
                .provide(full ? FullDebianGuest.TOOLS : DebianGuest.TOOLS);
        Optional<String> archive = Optional.ofNullable(mirror);
        Path cache = DebianGuest.userCache();
        Progress progress = Progress.onConsole();
        String last;
        if (full) {
            new FullDebianGuest(debian, archive, options, cache, progress).build(output);
            last = "with systemd, root's password is javisor";
        } else {
            new DebianGuest(debian, architecture, archive, options, cache, progress).build(output);
            last = "prints " + DebianGuest.MARKER + " on the serial line";
        }
        spec.commandLine()
                .getOut()
                .println(output + ": Debian " + release + " for " + architecture.debianName() + ", " + last);
        return 0;
    }

    private ParameterException wrong(String complaint) {
        return new ParameterException(spec.commandLine(), complaint);
    }
}
