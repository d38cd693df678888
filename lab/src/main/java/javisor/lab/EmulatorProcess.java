package javisor.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** An emulator's process, the directory with its files, and the end of both. */
final class EmulatorProcess implements AutoCloseable {
    private static final int COMPLAINT_LINES = 8;
    private static final Set<EmulatorProcess> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> RUNNING.forEach(EmulatorProcess::close), "emulators' end"));
    }

    private final Process process;
    private final ScratchDirectory scratch;
    private final Deque<String> complaints = new ArrayDeque<>();
    private final Thread complaintReader;
    private volatile boolean stopped;

    private EmulatorProcess(Process process, ScratchDirectory scratch, Predicate<String> worthKeeping) {
        this.process = process;
        this.scratch = scratch;
        this.complaintReader = reader("emulator's messages", () -> collect(process.getErrorStream(), worthKeeping));
        RUNNING.add(this);
    }

    /**
     * Starts an emulator.
     *
     * @param worthKeeping which lines of its standard error tell why it failed
     */
    static EmulatorProcess start(List<String> command, ScratchDirectory scratch, Predicate<String> worthKeeping) {
        try {
            Process process = new ProcessBuilder(command).start();
            return new EmulatorProcess(process, scratch, worthKeeping);
        } catch (IOException failure) {
            scratch.close();
            throw new EmulatorException(command.getFirst() + " could not be started: " + failure.getMessage(), failure);
        }
    }

    static Thread reader(String name, Runnable body) {
        return Thread.ofPlatform().daemon().name(name).start(body);
    }

    Process process() {
        return process;
    }

    Path file(String name) {
        return scratch.file(name);
    }

    /** {@return whether the end was asked for from here} */
    boolean stopped() {
        return stopped;
    }

    CompletableFuture<EmulatorProcess> onExit() {
        return process.onExit().thenApply(gone -> this);
    }

    /** {@return the last lines the emulator wrote on standard error} */
    String complaints() {
        try {
            complaintReader.join(TimeUnit.SECONDS.toMillis(2));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        synchronized (complaints) {
            return String.join("\n", complaints);
        }
    }

    @Override
    public void close() {
        stopped |= process.isAlive();
        process.destroy();
        try {
            if (!process.waitFor(2, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        RUNNING.remove(this);
        scratch.close();
    }

    private void collect(InputStream errors, Predicate<String> worthKeeping) {
        try (BufferedReader reader =
                new BufferedReader(new java.io.InputStreamReader(errors, StandardCharsets.UTF_8))) {
            reader.lines().filter(worthKeeping).forEach(this::keep);
        } catch (IOException | UncheckedIOException gone) {
            // The process was ended while it spoke.
        }
    }

    private void keep(String line) {
        synchronized (complaints) {
            complaints.add(line);
            if (complaints.size() > COMPLAINT_LINES) {
                complaints.remove();
            }
        }
    }
}
