package javisor.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;

/**
 * Many boots, several at a time. What fails is told at once and its log is kept; after {@value #MOST_FAILURES} failures no more are
 * begun, because each may take all the time a boot has.
 */
final class Soak {
    static final int MOST_FAILURES = 10;

    private static final int PROGRESS_LINES = 20;

    private final int boots;
    private final int jobs;
    private final Path logs;
    private final PrintWriter out;
    private int taken;
    private int failed;

    /**
     * Boots to be made.
     *
     * @param boots how many
     * @param jobs how many at a time
     * @param logs directory for the logs of those that fail, made when it is needed
     * @param out where to tell of it
     */
    Soak(int boots, int jobs, Path logs, PrintWriter out) {
        this.boots = boots;
        this.jobs = jobs;
        this.logs = logs;
        this.out = out;
    }

    /** Makes the boots, each by its number, and {@return the exit code}. */
    int run(IntFunction<SoakBoot> boot) throws IOException {
        long start = System.nanoTime();
        try (ExecutorService workers = Executors.newFixedThreadPool(jobs)) {
            CompletionService<SoakBoot> results = new ExecutorCompletionService<>(workers);
            int begun = 0;
            while (taken < boots && (failed < MOST_FAILURES || taken < begun)) {
                while (begun < boots && begun - taken < jobs && failed < MOST_FAILURES) {
                    int number = ++begun;
                    results.submit(() -> boot.apply(number));
                }
                take(results);
                progress(start);
            }
        }
        summarise(start);
        return failed == 0 && taken == boots ? 0 : Javisor.FAILED;
    }

    private void take(CompletionService<SoakBoot> results) throws IOException {
        try {
            SoakBoot boot = results.take().get();
            taken++;
            if (boot.complaint().isPresent()) {
                failed++;
                Files.createDirectories(logs);
                Path log = Files.write(logs.resolve("boot-%04d.log".formatted(boot.number())), boot.log());
                out.println(
                        "boot " + boot.number() + " FAILED: " + boot.complaint().get() + "; its log is " + log);
            }
        } catch (ExecutionException failure) {
            throw switch (failure.getCause()) {
                case RuntimeException unchecked -> unchecked;
                case IOException checked -> new UncheckedIOException(checked);
                default -> new IllegalStateException(failure.getCause());
            };
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new GuestFailedException("interrupted after " + taken + " boots");
        }
    }

    private void progress(long start) {
        if (taken * PROGRESS_LINES / boots != (taken - 1) * PROGRESS_LINES / boots && taken < boots) {
            out.println(taken + " of " + boots + ", " + failed + " failed, " + perMinute(start) + " a minute");
        }
        out.flush();
    }

    private void summarise(long start) {
        out.println("boots " + taken + ", passed " + (taken - failed) + ", failed " + failed + "; " + perMinute(start)
                + " a minute, " + jobs + " at a time");
        if (taken < boots) {
            out.println("FAILED: given up after " + failed + " failures, " + (boots - taken) + " boots not made");
        } else if (failed > 0) {
            out.println("FAILED: the logs are in " + logs);
        }
        out.flush();
    }

    private long perMinute(long start) {
        double minutes = (System.nanoTime() - start) / 60e9;
        return Math.round(taken / minutes);
    }
}
