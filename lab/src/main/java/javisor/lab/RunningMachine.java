package javisor.lab;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A machine that runs in an emulator. It is judged by what it sends on its serial port and by how it ends. Closing it
 * ends the emulator and removes its files; so does the end of this program, however it comes, short of a kill.
 */
public abstract sealed class RunningMachine implements AutoCloseable permits QemuMachine, BochsMachine {
    private static final int LINES_IN_COMPLAINT = 12;

    private final EmulatorProcess process;
    private final SerialLog serial;
    private final CompletableFuture<Outcome> ended;

    RunningMachine(EmulatorProcess process, SerialLog serial) {
        this.process = process;
        this.serial = serial;
        this.ended = process.onExit().thenApplyAsync(this::conclude);
    }

    /** {@return what the machine has sent on its serial port} */
    public SerialLog serial() {
        return serial;
    }

    /** {@return how the emulator ended, judged by what it left} Called once, when the process is gone. */
    abstract Outcome judge(EmulatorProcess gone);

    /** {@return where typed text goes to reach the machine's serial port} */
    abstract OutputStream serialInput() throws IOException;

    EmulatorProcess process() {
        return process;
    }

    /** Waits for a line in which the regular expression is found and {@return it}. */
    public SerialLine expect(String regex, Duration timeout) {
        return serial.await(Pattern.compile(regex).asPredicate(), timeout).orElseThrow(() -> notSeen(regex, timeout));
    }

    /** Waits for a wanted line and {@return it, if it came before the end and before the time was over}. */
    public Optional<SerialLine> await(Predicate<String> wanted, Duration timeout) {
        return serial.await(wanted, timeout);
    }

    /** Waits for the machine's end and {@return how it ended}; a machine that still runs then goes on running. */
    public Outcome awaitEnd(Duration timeout) {
        try {
            return ended.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException over) {
            return new Outcome(Outcome.Ending.TIMEOUT, "");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Outcome(Outcome.Ending.STOPPED, "");
        } catch (ExecutionException failure) {
            throw new EmulatorException("the end of the run could not be judged", failure.getCause());
        }
    }

    /** {@return whether the machine has ended} */
    public boolean hasEnded() {
        return ended.isDone();
    }

    /** Types on the serial port. */
    public void type(String text) {
        try {
            OutputStream input = serialInput();
            input.write(text.getBytes(StandardCharsets.UTF_8));
            input.flush();
        } catch (IOException gone) {
            throw new EmulatorException("nothing can be typed, " + awaitEnd(Duration.ofSeconds(1)), gone);
        }
    }

    /** Stops the machine if it still runs and removes what it used. */
    @Override
    public void close() {
        process.close();
    }

    private Outcome conclude(EmulatorProcess gone) {
        try {
            serial.awaitEnd(5, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return judge(gone);
    }

    private NotSeenException notSeen(String regex, Duration timeout) {
        String state = hasEnded()
                ? awaitEnd(Duration.ZERO).toString()
                : "not seen within " + timeout.toSeconds() + " s, the machine still runs";
        List<String> text = serial.text();
        List<String> tail = text.subList(Math.max(0, text.size() - LINES_IN_COMPLAINT), text.size());
        return new NotSeenException("expected /" + regex + "/ on the serial port; " + state + "; it ends with:\n"
                + (tail.isEmpty() ? "(nothing)" : String.join("\n", tail)));
    }
}
