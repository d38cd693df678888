package javisor.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import javisor.lab.Emulator;
import javisor.lab.MachineSpec;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code javisor run}: the options; what they ask for is done by {@link Comparison} or {@link SingleRun}. */
@Command(
        name = "run",
        description = {
            "Starts an operating system under Javisor in an emulated PC.",
            "Javisor's stick boots first and starts the system on the disk. Without a disk the test OS runs on the bare"
                    + " machine and under Javisor, and a table shows what differs."
        },
        mixinStandardHelpOptions = true,
        showEndOfOptionsDelimiterInUsageHelp = true)
final class RunCommand implements Callable<Integer> {
    private static final String TEST_OS = "testos";
    private static final long LONGEST_TIMEOUT = Duration.ofDays(365).toSeconds();

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--disk",
            paramLabel = "FILE|testos",
            description = "Disk image with the system to start, or the test OS. The file is not written to.")
    private String disk;

    @Option(names = "--bare", description = "Start it on the bare machine, without Javisor.")
    private boolean bare;

    @Mixin
    private MachineOptions machine;

    @Option(
            names = "--cpus",
            paramLabel = "N",
            defaultValue = "1",
            description = "Number of processors (default: ${DEFAULT-VALUE}).")
    private int cpus;

    @Mixin
    private StickOptions options;

    @Option(names = "--expect", paramLabel = "REGEX", description = "Succeed as soon as this is in a serial line.")
    private String expect;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "Fail if it takes longer (default: 120 for the test OS, 900 with --expect, else none).")
    private Long timeout;

    @Option(names = "--gdb", description = "Wait for gdb, and print the command that starts it with Javisor's symbols.")
    private boolean gdb;

    @Option(names = "--keep", description = "Leave the stick, the test OS disk and the serial log, and say where.")
    private boolean keep;

    @Option(names = "--write", description = "Let the guest write to the disk image.")
    private boolean write;

    @Option(
            names = "--exits",
            description =
                    "Show at the end how often each processor exited to Javisor, and why. Bochs is slower with it.")
    private boolean exits;

    @Option(names = "--debug-panic", hidden = true, defaultValue = StickSetup.NO_PANIC)
    private String debugPanic;

    @Option(names = "--corrupt", hidden = true, description = "Flips a bit of this byte of the payload.")
    private Long corrupt;

    @Parameters(paramLabel = "EMULATOR ARGS", arity = "0..*", description = "Passed on to the emulator.")
    private List<String> emulatorArguments = List.of();

    @Override
    public Integer call() throws IOException {
        SessionPlan plan = plan();
        CommandLine command = spec.commandLine();
        Emulator chosen = machine.emulator(command.getErr());
        try (RunFiles files = new RunFiles(plan, Home.find(), command.getErr())) {
            return plan.compares()
                    ? new Comparison(plan, files, command.getOut()).run(chosen)
                    : new SingleRun(plan, files, command.getOut()).run(chosen);
        }
    }

    private SessionPlan plan() {
        MachineSpec described = machine.spec(cpus).withEmulatorArguments(emulatorArguments);
        if (timeout != null && (timeout < 1 || timeout > LONGEST_TIMEOUT)) {
            throw wrong("--timeout takes 1 to " + LONGEST_TIMEOUT + " seconds, not " + timeout);
        }
        List<String> words = spec.commandLine().getParseResult().originalArgs();
        int delimiter = words.indexOf("--");
        if (emulatorArguments.size() > (delimiter < 0 ? 0 : words.size() - delimiter - 1)) {
            throw wrong("'" + emulatorArguments.getFirst() + "' is no option; the emulator's arguments come after --");
        }
        boolean testOs = disk == null || disk.equals(TEST_OS);
        if (write && testOs) {
            throw wrong("--write needs a --disk of yours");
        }
        if (gdb && bare) {
            throw wrong("--gdb debugs Javisor, which --bare leaves out");
        }
        if (exits && bare) {
            throw wrong("--exits counts exits to Javisor, which --bare leaves out");
        }
        Optional<Path> image = testOs ? Optional.empty() : Optional.of(GuestDisk.check(Path.of(disk), write));
        StickSetup stick = options.setup(debugPanic, Optional.ofNullable(corrupt));
        return new SessionPlan(
                image,
                disk == null,
                bare,
                described,
                stick,
                Optional.ofNullable(expect).map(this::pattern),
                Optional.ofNullable(timeout).map(Duration::ofSeconds),
                gdb,
                keep,
                write,
                exits);
    }

    private Pattern pattern(String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException mistake) {
            throw wrong("--expect takes a regular expression: " + mistake.getDescription() + " in '" + regex + "'");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
