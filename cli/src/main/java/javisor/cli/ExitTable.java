package javisor.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The exits of some processors, a column for each, a row for each reason of which there were any. */
final class ExitTable {
    private static final int COLUMNS = 8;

    private ExitTable() {}

    /** {@return the table, or several below each other if there are many processors} */
    static List<String> of(List<ProcessorExits> processors) {
        List<String> lines = new ArrayList<>();
        for (int first = 0; first < processors.size(); first += COLUMNS) {
            if (first > 0) {
                lines.add("");
            }
            List<ProcessorExits> some = processors.subList(first, Math.min(first + COLUMNS, processors.size()));
            lines.addAll(part(first, some));
        }
        return lines;
    }

    private static List<String> part(int first, List<ProcessorExits> processors) {
        String[] heads = new String[processors.size() + 1];
        heads[0] = "exits";
        for (int i = 0; i < processors.size(); i++) {
            heads[i + 1] = "CPU " + (first + i);
        }
        Table table = new Table(heads);
        if (processors.stream().anyMatch(processor -> processor.apicId().isPresent())) {
            row(table, "APIC id", processors, ExitTable::apicId);
        }
        if (!processors.stream().allMatch(ProcessorExits::running)) {
            row(table, "state", processors, processor -> processor.running() ? "runs" : "not started");
        }
        row(table, "all", processors, processor -> number(processor.total()));
        for (String kind : kinds(processors)) {
            row(
                    table,
                    "  " + kind,
                    processors,
                    processor -> number(processor.byKind().getOrDefault(kind, 0L)));
        }
        return table.lines();
    }

    private static Set<String> kinds(List<ProcessorExits> processors) {
        Set<String> kinds = new LinkedHashSet<>();
        for (ProcessorExits processor : processors) {
            processor.byKind().forEach((kind, count) -> {
                if (count != 0) {
                    kinds.add(kind);
                }
            });
        }
        return kinds;
    }

    private static void row(
            Table table, String head, List<ProcessorExits> processors, Function<ProcessorExits, String> entry) {
        table.row(Stream.concat(Stream.of(head), processors.stream().map(entry)).toArray(String[]::new));
    }

    private static String apicId(ProcessorExits processor) {
        return processor.apicId().isPresent()
                ? Integer.toUnsignedString(processor.apicId().getAsInt())
                : "";
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
