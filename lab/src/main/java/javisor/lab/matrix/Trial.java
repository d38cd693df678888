package javisor.lab.matrix;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
        return found.filter(result -> !result.wanted()).map(result -> "it said: " + result.text());
    }

    private Optional<String> awaitScreen(Pattern text, QemuMachine machine) {
        while (machine.monitor().screenText().stream().noneMatch(text.asPredicate())) {
            boolean over = remaining().isZero();
            Outcome outcome = machine.awaitEnd(GLANCE);
            if (over || outcome.ending() != Outcome.Ending.TIMEOUT) {
                return Optional.of("no /" + text + "/ on the screen: " + outcome);
            }
        }
        return Optional.empty();
    }

    private Optional<String> awaitEnd(Outcome.Ending wanted, RunningMachine machine) {
        Outcome outcome = machine.awaitEnd(remaining());
        return outcome.ending() == wanted ? Optional.empty() : Optional.of("no end of its own: " + outcome);
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
