package javisor.lab;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a machine has sent on its serial port as one text that is read forward, for systems that take the port for a
 * terminal and never end a line. A command to the terminal (ECMA-48) that moves the cursor counts as the end of a line,
 * other commands as nothing.
 */
public final class Transcript {
    private static final char ESCAPE = 0x1B;

    /** Final bytes of the control sequences that move the cursor: CUU to CUP, ED, HVP. */
    private static final String MOVES = "ABCDEFGHJdf";

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final StringBuilder text = new StringBuilder();
    private State state = State.TEXT;
    private int position;
    private boolean ended;

    /** Where in a control sequence the machine is. */
    private enum State {
        TEXT,
        ESCAPED,
        SEQUENCE
    }

    Transcript() {}

    void accept(byte[] bytes, int count) {
        lock.lock();
        try {
            for (int i = 0; i < count; i++) {
                accept((char) (bytes[i] & 0xFF));
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for a text behind the one that was found last, and {@return it, or what stood in its way}: nothing if the time
     * is over or the port has ended.
     *
     * @param wanted what to wait for
     * @param fatal what ends the waiting when it comes first
     */
    public Optional<Found> await(Pattern wanted, List<Pattern> fatal, Duration timeout) {
        long remaining = timeout.toNanos();
        lock.lock();
        try {
            while (true) {
                Optional<Found> found = find(wanted, fatal);
                if (found.isPresent() || ended || remaining <= 0) {
                    return found;
                }
                remaining = changed.awaitNanos(remaining);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** {@return the first text behind the one that was found last that one of some patterns matches} It stays to be read. */
    public Optional<String> first(List<Pattern> patterns) {
        lock.lock();
        try {
            return first(patterns, text.length());
        } finally {
            lock.unlock();
        }
    }

    /** {@return the last lines that are not blank} */
    public List<String> lastLines(int count) {
        lock.lock();
        try {
            List<String> lines = text.toString()
                    .lines()
                    .map(String::stripTrailing)
                    .filter(line -> !line.isBlank())
                    .toList();
            return lines.subList(Math.max(0, lines.size() - count), lines.size());
        } finally {
            lock.unlock();
        }
    }

    /**
     * A text in the transcript.
     *
     * @param text what matched
     * @param wanted whether it is what was waited for, and not what stands in its way
     */
    public record Found(String text, boolean wanted) {}

    private Optional<Found> find(Pattern wanted, List<Pattern> fatal) {
        Matcher hit = wanted.matcher(text).region(position, text.length()).useAnchoringBounds(false);
        int end = hit.find() ? hit.end() : text.length();
        Optional<String> obstacle = first(fatal, end);
        if (obstacle.isPresent()) {
            return Optional.of(new Found(obstacle.get(), false));
        }
        if (!hit.hasMatch()) {
            return Optional.empty();
        }
        position = end;
        return Optional.of(new Found(hit.group(), true));
    }

    private Optional<String> first(List<Pattern> patterns, int end) {
        return patterns.stream()
                .map(pattern -> pattern.matcher(text).region(position, end).useAnchoringBounds(false))
                .filter(Matcher::find)
                .min(Comparator.comparingInt(Matcher::start))
                .map(Matcher::group);
    }

    private void accept(char character) {
        state = switch (state) {
            case TEXT -> {
                if (character == ESCAPE) {
                    yield State.ESCAPED;
                }
                if (character != '\r' && character != 0) {
                    text.append(character);
                }
                yield State.TEXT;
            }
            case ESCAPED -> character == '[' ? State.SEQUENCE : State.TEXT;
            case SEQUENCE -> {
                boolean last = character >= '@' && character <= '~';
                if (last
                        && MOVES.indexOf(character) >= 0
                        && !text.isEmpty()
                        && text.charAt(text.length() - 1) != '\n') {
                    text.append('\n');
                }
                yield last ? State.TEXT : State.SEQUENCE;
            }
        };
    }
}
