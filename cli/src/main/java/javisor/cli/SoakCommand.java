package javisor.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import javisor.lab.Emulator;
import javisor.lab.MachineSpec;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code javisor soak}: what goes wrong once in a hundred boots. */
@Command(
        name = "soak",
        description = {
            "Boots the test OS under Javisor many times, each on a new machine, several at a time.",
            "A boot passes if the test OS comes to its end, sees Javisor's work on every processor and powers off."
                    + " The serial log of each that does not is kept."
        },
        mixinStandardHelpOptions = true)
final class SoakCommand implements Callable<Integer> {
    private static final int MOST_BOOTS = 1_000_000;
    private static final int MOST_JOBS = 256;
    private static final int LONGEST_TIMEOUT = 3600;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--boots",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many boots (default: ${DEFAULT-VALUE}).")
    private int boots;

    @Option(
            names = "--cpus",
            paramLabel = "N",
            defaultValue = "2",
            description = "Number of processors of each machine (default: ${DEFAULT-VALUE}).")
    private int cpus;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "How many machines at a time (default: the processors of this computer).")
    private Integer jobs;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "After how long a boot counts as hanging (default: ${DEFAULT-VALUE}).")
    private int timeout;

    @Mixin
    private MachineOptions machine;

    @Mixin
    private StickOptions options;

    @Option(names = "--debug-panic", hidden = true, defaultValue = StickSetup.NO_PANIC)
    private String debugPanic;

    @Override
    public Integer call() throws IOException {
        require("--boots", boots, MOST_BOOTS);
        require("--timeout", timeout, LONGEST_TIMEOUT);
        int atOnce = jobs == null ? Runtime.getRuntime().availableProcessors() : jobs;
        require("--jobs", atOnce, MOST_JOBS);
        SessionPlan plan = plan();
        CommandLine command = spec.commandLine();
        Emulator emulator = machine.emulator(command.getErr());
        Home home = Home.find();
        try (RunFiles files = new RunFiles(plan, home, command.getErr())) {
            MachineSpec booted = files.hypervised(plan.machine());
            BootVerdict verdict = new BootVerdict(plan.stickSetup().vendor().orElseThrow(), cpus);
            command.getOut()
                    .println(boots + " boots of the test OS under Javisor, " + atOnce + " at a time ("
                            + emulator.describe(booted) + ")");
            command.getOut().flush();
            return new Soak(boots, atOnce, RunFiles.newKeptDirectory(home), command.getOut())
                    .run(number -> SoakBoot.take(number, emulator, booted, verdict, plan.limit()));
        }
    }

    private SessionPlan plan() {
        return new SessionPlan(
                Optional.empty(),
                false,
                false,
                machine.spec(cpus).withParallelProcessors(),
                options.setup(debugPanic, Optional.empty()),
                Optional.empty(),
                Optional.of(Duration.ofSeconds(timeout)),
                false,
                false,
                false,
                false);
    }

    private void require(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw new ParameterException(spec.commandLine(), option + " takes 1 to " + most + ", not " + value);
        }
    }
}
