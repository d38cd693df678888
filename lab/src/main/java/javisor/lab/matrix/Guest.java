package javisor.lab.matrix;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import javisor.lab.ExternalTool;
import javisor.lab.Progress;

/**
 * A row of the matrix: a system on a disk and what it must do.
 *
 * @param id its name on the command line
 * @param title its name in a table
 * @param tools programs of the system that make its disk
 * @param disk makes its disk
 * @param memoryBytes memory of its machine
 * @param steps what is expected, for a number of processors
 * @param fatal what it may not send
 * @param qemuTime how long one processor may take bare in QEMU
 * @param bochsTime how long one processor may take bare in Bochs
 */
public record Guest(
        String id,
        String title,
        List<ExternalTool> tools,
        DiskMaker disk,
        long memoryBytes,
        IntFunction<List<Step>> steps,
        List<Pattern> fatal,
        Duration qemuTime,
        Duration bochsTime) {

    /** Makes a guest's disk. */
    @FunctionalInterface
    public interface DiskMaker {
        /** Writes the disk image. */
        void write(Path output, Progress progress) throws IOException;
    }

    /** {@return what a bare run of this guest must do; Bochs takes its processors in turn, so each one costs} */
    public Expectation expectation(Platform platform, int cpus) {
        Duration limit = platform.interprets() ? bochsTime.multipliedBy(cpus) : qemuTime.multipliedBy(cpus > 2 ? 2 : 1);
        return new Expectation(steps.apply(cpus), fatal, limit);
    }
}
