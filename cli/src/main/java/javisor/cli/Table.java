package javisor.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Text in columns, each as wide as its widest entry. */
final class Table {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    Table(String... heads) {
        row(heads);
        row(List.of(heads).stream().map(head -> "-".repeat(head.length())).toArray(String[]::new));
    }

    void row(String... entries) {
        rows.add(List.of(entries));
    }

    List<String> lines() {
        int[] widths = IntStream.range(0, rows.getFirst().size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            line.append(row.get(column))
                    .repeat(' ', widths[column] - row.get(column).length())
                    .append(GAP);
        }
        return line.toString().stripTrailing();
    }
}
