package javisor.lab;

import java.io.PrintStream;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Tells the user how far something long has come: bars on a terminal, one line per step elsewhere. */
public interface Progress {
    /** Says nothing; for tests and for results that are already there. */
    Progress SILENT = (what, total) -> Step.NONE;

    /** Starts a step of {@code total} units, or of unknown length if negative. Close it when it is done. */
    Step start(String what, long total);

    /** {@return progress on standard error, drawn as bars if a person is looking} */
    static Progress onConsole() {
        boolean terminal = System.console() != null && System.console().isTerminal();
        return terminal ? Progress::bar : (what, total) -> line(System.err, what);
    }

    private static Step bar(String what, long total) {
        ProgressBar bar = new ProgressBarBuilder()
                .setTaskName(what)
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis((int) Duration.ofMillis(100).toMillis())
                .hideEta()
                .build();
        return new Step() {
            @Override
            public void reach(long done) {
                bar.stepTo(done);
            }

            @Override
            public void close() {
                bar.close();
            }
        };
    }

    private static Step line(PrintStream out, String what) {
        out.println(what);
        return Step.NONE;
    }

    /** One step under way. */
    interface Step extends AutoCloseable {
        /** A step nobody watches. */
        Step NONE = done -> {};

        /** So many units are done. */
        void reach(long done);

        @Override
        default void close() {}
    }
}
