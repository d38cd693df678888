package javisor.lab;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What a machine has sent on its serial port, line by line. One thread fills it, any thread waits on it. Expecting reads
 * forward, as a person does: a line that an expectation has passed is not looked at again. The last line counts before
 * its end has come, because prompts have none, but only when nothing has been added to it for a while. The listener has
 * heard of a line before anyone who waits for it goes on; while it listens, the time of those who wait still runs out.
 */
public final class SerialLog {
    private static final long PROMPT_STANDS_NANOS = Duration.ofSeconds(1).toNanos();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<SerialLine> lines = new ArrayList<>();
    private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
    private final Consumer<SerialLine> listener;
    private final Transcript transcript = new Transcript();
    private long startNanos = System.nanoTime();
    private int read;
    private boolean ended;

    SerialLog(Consumer<SerialLine> listener) {
        this.listener = listener;
    }

    /** Times are counted from now on. */
    void restartClock() {
        lock.lock();
        try {
            startNanos = System.nanoTime();
        } finally {
            lock.unlock();
        }
    }

    /** Reads the port until it ends. */
    void fill(InputStream port) {
        byte[] buffer = new byte[4096];
        try {
            for (int count = port.read(buffer); count >= 0; count = port.read(buffer)) {
                accept(buffer, count);
            }
        } catch (IOException gone) {
            // The emulator was stopped; what it sent until then is what there is.
        } finally {
            end();
        }
    }

    void accept(byte[] bytes, int count) {
        transcript.accept(bytes, count);
        lock.lock();
        try {
            for (int i = 0; i < count; i++) {
                if (bytes[i] == '\n') {
                    finishLine();
                } else if (bytes[i] != '\r' && bytes[i] != 0) {
                    unfinished.write(bytes[i]);
                }
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void end() {
        transcript.end();
        lock.lock();
        try {
            if (unfinished.size() > 0) {
                finishLine();
            }
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** {@return the same as one text, without regard to lines} */
    public Transcript transcript() {
        return transcript;
    }

    /** {@return all complete lines so far} */
    public List<SerialLine> lines() {
        lock.lock();
        try {
            return List.copyOf(lines);
        } finally {
            lock.unlock();
        }
    }

    /** {@return the text of all complete lines so far} */
    public List<String> text() {
        return lines().stream().map(SerialLine::text).toList();
    }

    /** Waits for a wanted line and {@return it, if it came before the port's end and before the time was over}. */
    public Optional<SerialLine> await(Predicate<String> wanted, Duration timeout) {
        long remaining = timeout.toNanos();
        lock.lock();
        try {
            while (true) {
                Optional<SerialLine> line = nextLine(wanted);
                if (line.isPresent() || ended) {
                    return line;
                }
                Optional<SerialLine> prompt = prompt(wanted);
                if (remaining <= 0) {
                    return prompt;
                }
                long wait = prompt.isPresent() ? Math.min(PROMPT_STANDS_NANOS, remaining) : remaining;
                long left = changed.awaitNanos(wait);
                if (prompt.isPresent() && left <= 0) {
                    return prompt;
                }
                remaining -= wait - left;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether such a line has come, or comes before the port's end and before the time is over} It stays to be read. */
    public boolean seen(Predicate<String> wanted, Duration timeout) {
        long remaining = timeout.toNanos();
        lock.lock();
        try {
            while (lines.stream().map(SerialLine::text).noneMatch(wanted)) {
                if (ended || remaining <= 0) {
                    return false;
                }
                remaining = changed.awaitNanos(remaining);
            }
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until everything is read, for at most as long as is said. */
    void awaitEnd(long time, TimeUnit unit) throws InterruptedException {
        long remaining = unit.toNanos(time);
        lock.lock();
        try {
            while (!ended && remaining > 0) {
                remaining = changed.awaitNanos(remaining);
            }
        } finally {
            lock.unlock();
        }
    }

    private Optional<SerialLine> nextLine(Predicate<String> wanted) {
        while (read < lines.size()) {
            SerialLine line = lines.get(read++);
            if (wanted.test(line.text())) {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    private Optional<SerialLine> prompt(Predicate<String> wanted) {
        String text = unfinished.toString(StandardCharsets.UTF_8);
        return !text.isEmpty() && wanted.test(text) ? Optional.of(new SerialLine(now(), text)) : Optional.empty();
    }

    /** Gives the lock up while the listener hears of the line. */
    private void finishLine() {
        SerialLine line = new SerialLine(now(), unfinished.toString(StandardCharsets.UTF_8));
        unfinished.reset();
        changed.signalAll();
        lock.unlock();
        try {
            listener.accept(line);
        } finally {
            lock.lock();
        }
        lines.add(line);
        changed.signalAll();
    }

    private Duration now() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }
}
