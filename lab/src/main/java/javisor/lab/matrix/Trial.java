package javisor.lab.matrix;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.regex.Pattern;
import javisor.lab.Emulator;
import javisor.lab.EmulatorException;
import javisor.lab.MachineSpec;
import javisor.lab.Outcome;
import javisor.lab.QemuMachine;
import javisor.lab.RunningMachine;
import javisor.lab.Transcript;

/** One machine from its start until it has done what was expected, or has failed to. The machine is ended in any case. */
public final class Trial {
    private static final int LAST_LINES = 12;
    private static final Duration GLANCE = Duration.ofMillis(250);

    private final Expectation expectation;
    private final Path picture;
    private final long start = System.nanoTime();

    private Trial(Expectation expectation, Path picture) {
        this.expectation = expectation;
        this.picture = picture;
    }

    /**
     * Runs a machine and {@return what came of it}.
     *
     * @param picture where the picture of its screen goes, if the emulator has a screen
     */
    public static Verdict run(Emulator emulator, MachineSpec machine, Expectation expectation, Path picture) {
        Trial trial = new Trial(expectation, picture);
        try (RunningMachine running = emulator.start(machine)) {
            return trial.judge(running);
        } catch (EmulatorException failure) {
            return new Verdict.Failed(trial.time(), failure.getMessage(), List.of());
        }
    }

    private Verdict judge(RunningMachine machine) {
        for (Step step : expectation.steps()) {
            Optional<String> complaint = take(step, machine);
            if (complaint.isPresent()) {
                lastLook(machine);
                return new Verdict.Failed(
                        time(), complaint.get(), machine.serial().transcript().lastLines(LAST_LINES));
            }
        }
        return new Verdict.Passed(time());
    }

    private Optional<String> take(Step step, RunningMachine machine) {
        return switch (step) {
            case Step.Serial serial -> awaitSerial(serial.text(), machine);
            case Step.Screen screen ->
                machine instanceof QemuMachine qemu ? awaitScreen(screen.text(), qemu) : Optional.empty();
            case Step.Typed typed -> {
                machine.type(typed.text());
                yield Optional.empty();
            }
            case Step.Picture now -> {
                look(machine);
                yield Optional.empty();
            }
            case Step.Ends end -> awaitEnd(end.ending(), machine);
        };
    }

    private Optional<String> awaitSerial(Pattern text, RunningMachine machine) {
        Optional<Transcript.Found> found = machine.serial().transcript().await(text, expectation.fatal(), remaining());
        if (found.isEmpty()) {
            return Optional.of("no /" + text + "/ on the serial port: " + machine.awaitEnd(GLANCE));
        }
        return found.get().wanted() ? Optional.empty() : fatal(machine);
    }

    private Optional<String> awaitScreen(Pattern text, QemuMachine machine) {
        return watch(
                machine,
                () -> shows(text, machine),
                outcome -> Optional.of("no /" + text + "/ on the screen: " + outcome));
    }

    private Optional<String> awaitEnd(Outcome.Ending wanted, RunningMachine machine) {
        return watch(
                machine,
                () -> false,
                outcome ->
                        outcome.ending() == wanted ? Optional.empty() : Optional.of("no end of its own: " + outcome));
    }

    /** Glances at a machine until it has said what is fatal, has done what is wanted or has ended, or the time is over. */
    private Optional<String> watch(
            RunningMachine machine, BooleanSupplier done, Function<Outcome, Optional<String>> judgement) {
        while (true) {
            boolean over = remaining().isZero();
            Outcome outcome = machine.awaitEnd(over ? Duration.ZERO : GLANCE);
            Optional<String> fatal = fatal(machine);
            if (fatal.isPresent()) {
                return fatal;
            }
            if (outcome.ending() == Outcome.Ending.TIMEOUT && done.getAsBoolean()) {
                return Optional.empty();
            }
            if (over || outcome.ending() != Outcome.Ending.TIMEOUT) {
                return judgement.apply(outcome);
            }
        }
    }

    /** {@return the complaint if the machine has said what is fatal} The line it stands in may still be on its way. */
    private Optional<String> fatal(RunningMachine machine) {
        Transcript transcript = machine.serial().transcript();
        if (transcript.first(expectation.fatal()).isEmpty()) {
            return Optional.empty();
        }
        machine.awaitEnd(GLANCE);
        return transcript.first(expectation.fatal()).map(text -> "it said: " + text);
    }

    /** {@return whether a text is on the screen} A machine that has ended just now shows none. */
    private static boolean shows(Pattern text, QemuMachine machine) {
        try {
            return machine.monitor().screenText().stream().anyMatch(text.asPredicate());
        } catch (EmulatorException gone) {
            if (machine.awaitEnd(GLANCE).ending() == Outcome.Ending.TIMEOUT) {
                throw gone;
            }
            return false;
        }
    }

    private void look(RunningMachine machine) {
        if (machine instanceof QemuMachine qemu) {
            qemu.monitor().screenshot(picture);
        }
    }

    /** What a failed guest shows is worth a picture, but its emulator may be gone. */
    private void lastLook(RunningMachine machine) {
        if (!machine.hasEnded()) {
            try {
                look(machine);
            } catch (EmulatorException gone) {
                // It ended just now.
            }
        }
    }

    private Duration time() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private Duration remaining() {
        Duration left = expectation.limit().minus(time());
        return left.isNegative() ? Duration.ZERO : left;
    }
}
