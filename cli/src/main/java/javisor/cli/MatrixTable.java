package javisor.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javisor.lab.matrix.Cell;
import javisor.lab.matrix.Step;
import javisor.lab.matrix.Verdict;

/**
 * The guest matrix as a table of text.
 *
 * @param results what came of the cells that were run
 * @param cells which ones the table has
 */
record MatrixTable(MatrixResults results, List<Cell> cells) {
    /** What stands in the place of a result that there is not. */
    static final String ABSENCE = "not run";

    private static final List<String> HEADS = List.of("guest", "processors", "CPUs", "bare", "under Javisor", "remark");

    /** {@return the table for a terminal} */
    Table text() {
        Table table = new Table(HEADS.toArray(String[]::new));
        cells.forEach(cell -> table.row(row(cell).toArray(String[]::new)));
        return table;
    }

    /** {@return the table in Markdown} */
    List<String> markdown() {
        return Stream.concat(
                        Stream.of(markdown(HEADS), "|" + "---|".repeat(HEADS.size())),
                        cells.stream().map(cell -> markdown(row(cell))))
                .toList();
    }

    /** {@return the cells and their time limits} */
    static Table list(List<Cell> cells) {
        Table table = new Table("guest", "platform", "CPUs", "limit");
        cells.forEach(cell -> table.row(
                cell.guest().id(),
                cell.platform().id(),
                Integer.toString(cell.cpus()),
                cell.expectation().limit().toMinutes() + " min"));
        return table;
    }

    /** {@return a cell's name for people} */
    static String name(Cell cell) {
        return cell.guest().title() + ", " + cell.platform().title() + ", " + cpus(cell);
    }

    /** {@return what came of a run, in one line} */
    static String describe(Verdict verdict) {
        String time = String.format(Locale.ROOT, "%.0f s", verdict.time().toMillis() / 1000.0);
        return switch (verdict) {
            case Verdict.Passed passed -> "passed, " + time;
            case Verdict.Failed failed -> "FAILED, " + time + ": " + Javisor.oneLine(failed.complaint());
        };
    }

    /** {@return what there is to say about how a cell is judged} */
    static String remark(Cell cell) {
        boolean screen = cell.expectation().steps().stream().anyMatch(Step.Screen.class::isInstance);
        return screen && cell.platform().interprets()
                ? "no screen in this emulator: judged by the serial port alone"
                : "";
    }

    private List<String> row(Cell cell) {
        Optional<MatrixResults.Pair> pair = results.of(cell);
        return List.of(
                cell.guest().title(),
                cell.platform().title(),
                Integer.toString(cell.cpus()),
                pair.map(both -> describe(both.bare())).orElse(ABSENCE),
                pair.map(both -> describe(both.hypervised())).orElse(ABSENCE),
                remark(cell));
    }

    private static String cpus(Cell cell) {
        return cell.cpus() + (cell.cpus() == 1 ? " CPU" : " CPUs");
    }

    private static String markdown(List<String> entries) {
        return "| "
                + String.join(
                        " | ",
                        entries.stream().map(entry -> entry.replace("|", "\\|")).toList()) + " |";
    }
}
