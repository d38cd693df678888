package javisor.cli;

import com.grack.nanojson.JsonStringWriter;
import com.grack.nanojson.JsonWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javisor.lab.ExitCounts;

/**
 * What Javisor costs, in figures that come out the same on every computer; compile times are the exception.
 *
 * @param bareCpuidLoop instructions of the test OS's CPUID loop on the bare machine
 * @param javisorCpuidLoop instructions of the same loop under Javisor
 * @param cpuidLoopRounds how often the loop executes CPUID
 * @param ramWithheldBytes memory that Javisor keeps for itself
 * @param size parts of the image
 * @param toMarker exits from the guest's first instruction to Linux's userland
 * @param idle exits of Linux doing nothing
 * @param computing exits of Linux computing
 * @param compileSeconds how long each stage of the compiler took
 */
record BenchReport(
        long bareCpuidLoop,
        long javisorCpuidLoop,
        int cpuidLoopRounds,
        long ramWithheldBytes,
        ImageSize size,
        ExitCounts toMarker,
        Interval idle,
        Interval computing,
        Map<String, Double> compileSeconds) {
    private static final String UNAVOIDABLE = "CPUID";

    /**
     * The parts of Javisor's image.
     *
     * @param payload bytes on the stick
     * @param text code
     * @param heap constants and objects that never change
     * @param data objects that change
     * @param zeroed memory that starts as zeros and takes no room on the stick
     */
    record ImageSize(long payload, long text, long heap, long data, long zeroed) {

        /** {@return the parts between the symbols that bound them} */
        static ImageSize of(long payload, Map<String, Long> symbols, long start) {
            long text = symbols.get("__text_end");
            long heap = symbols.get("__rodata_end");
            long data = symbols.get("__data_end");
            long end = symbols.get("__image_end");
            return new ImageSize(payload, text - start, heap - text, data - heap, end - data);
        }
    }

    /**
     * A stretch of guest time.
     *
     * @param seconds how long it was for the guest
     * @param exits what happened in it
     */
    record Interval(double seconds, ExitCounts exits) {

        /** {@return exits per second of guest time that no CPUID of the guest's caused} */
        double avoidablePerSecond() {
            return exits.totalExcept(UNAVOIDABLE) / seconds;
        }
    }

    /** {@return instructions that one CPUID costs more under Javisor than on the bare machine} */
    long cpuidExitInstructions() {
        return Math.round((double) (javisorCpuidLoop - bareCpuidLoop) / cpuidLoopRounds);
    }

    /** {@return how long the compiler took} */
    double totalCompileSeconds() {
        return compileSeconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** {@return the figures for people} */
    List<String> table() {
        Table table = new Table("", "bare", "under Javisor");
        table.row("instructions, " + cpuidLoopRounds + " CPUID", count(bareCpuidLoop), count(javisorCpuidLoop));
        table.row("instructions per CPUID exit", "", count(cpuidExitInstructions()));
        table.row("RAM withheld", "0 KiB", ramWithheldBytes / 1024 + " KiB");
        table.row("exits until Linux is up", "0", count(toMarker.total()));
        toMarker.byReason().forEach((reason, exits) -> table.row("  " + reason, "", count(exits)));
        table.row("exits per second, Linux idle, CPUID aside", "0", decimal(idle.avoidablePerSecond()));
        table.row("exits per second, Linux computing, CPUID aside", "0", decimal(computing.avoidablePerSecond()));
        Table image = new Table("image", "bytes");
        image.row("on the stick", count(size.payload()));
        image.row("  text", count(size.text()));
        image.row("  constant heap", count(size.heap()));
        image.row("  data", count(size.data()));
        image.row("zeroed memory", count(size.zeroed()));
        Table compiler = new Table("compiler", "seconds");
        compileSeconds.forEach((stage, seconds) -> compiler.row(stage, decimal(seconds)));
        compiler.row("all", decimal(totalCompileSeconds()));
        return Stream.of(table, image, compiler)
                .flatMap(part -> Stream.concat(part.lines().stream(), Stream.of("")))
                .toList();
    }

    /** {@return the figures for programs, one JSON object} */
    String json() {
        JsonStringWriter writer = JsonWriter.indent("  ")
                .string()
                .object()
                .value("cpuidExitInstructions", cpuidExitInstructions())
                .value("ramWithheldBytes", ramWithheldBytes)
                .value("payloadBytes", size.payload())
                .value("textBytes", size.text())
                .value("heapBytes", size.heap())
                .value("dataBytes", size.data())
                .value("zeroedBytes", size.zeroed())
                .value("exitsToMarker", toMarker.total());
        writer.object("exitsToMarkerByReason");
        toMarker.byReason().forEach(writer::value);
        writer.end()
                .value("idleExitsPerSecond", idle.avoidablePerSecond())
                .value("computingExitsPerSecond", computing.avoidablePerSecond())
                .value("compileSeconds", rounded(totalCompileSeconds()));
        writer.object("compileSecondsByStage");
        compileSeconds.forEach((stage, seconds) -> writer.value(stage, rounded(seconds)));
        return writer.end().end().done();
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String decimal(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }

    private static double rounded(double seconds) {
        return Math.round(seconds * 1000) / 1000.0;
    }
}
