package javisor.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import javisor.lab.matrix.Cell;
import javisor.lab.matrix.GuestMatrix;
import javisor.lab.matrix.Verdict;

/**
 * The guest matrix as one HTML file that needs no other: the table, and for each cell the pictures of the guest's screen.
 *
 * @param results what came of the cells that were run
 */
record MatrixPage(MatrixResults results) {
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Javisor: the guest matrix</title>
            <style>
            body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 80rem; padding: 0 1rem; color: #222; }
            table { border-collapse: collapse; width: 100%; }
            th, td { border: 1px solid #ccc; padding: .3rem .6rem; text-align: left; vertical-align: top; }
            th { background: #f3f3f3; }
            .passed { background: #e5f5e5; }
            .failed { background: #fbe3e3; }
            .none { color: #777; }
            .pair { display: flex; flex-wrap: wrap; gap: 1rem; }
            figure { margin: 0; flex: 1 1 24rem; }
            img { width: 100%; border: 1px solid #ccc; }
            pre { background: #f3f3f3; padding: .5rem; overflow-x: auto; }
            </style>
            </head>
            <body>
            <h1>The guest matrix</h1>
            """;

    /** {@return the page} */
    String html() throws IOException {
        StringBuilder page = new StringBuilder(HEAD)
                .append("<table>\n<tr><th>guest<th>processors<th>CPUs<th>bare<th>under Javisor<th>remark\n");
        for (Cell cell : GuestMatrix.cells()) {
            page.append("<tr><td>")
                    .append(escape(cell.guest().title()))
                    .append("<td>")
                    .append(escape(cell.platform().title()))
                    .append("<td>")
                    .append(cell.cpus());
            entry(page, results.of(cell).map(MatrixResults.Pair::bare));
            entry(page, results.of(cell).map(MatrixResults.Pair::hypervised));
            page.append("<td>").append(escape(MatrixTable.remark(cell))).append('\n');
        }
        page.append("</table>\n");
        for (Cell cell : GuestMatrix.cells()) {
            Optional<MatrixResults.Pair> pair = results.of(cell);
            if (pair.isPresent()) {
                section(page, cell, pair.get());
            }
        }
        return page.append("</body>\n</html>\n").toString();
    }

    private static void entry(StringBuilder page, Optional<Verdict> verdict) {
        String style = switch (verdict.orElse(null)) {
            case Verdict.Passed passed -> "passed";
            case Verdict.Failed failed -> "failed";
            case null -> "none";
        };
        page.append("<td class=\"")
                .append(style)
                .append("\">")
                .append(escape(verdict.map(MatrixTable::describe).orElse(MatrixTable.ABSENCE)));
    }

    private void section(StringBuilder page, Cell cell, MatrixResults.Pair pair) throws IOException {
        page.append("<h2>").append(escape(MatrixTable.name(cell))).append("</h2>\n<div class=\"pair\">\n");
        figure(page, "bare", pair.bare(), results.picture(cell, false), cell);
        figure(page, "under Javisor", pair.hypervised(), results.picture(cell, true), cell);
        page.append("</div>\n");
    }

    private static void figure(StringBuilder page, String title, Verdict verdict, Path picture, Cell cell)
            throws IOException {
        page.append("<figure>\n<figcaption>")
                .append(title)
                .append(": ")
                .append(escape(MatrixTable.describe(verdict)))
                .append("</figcaption>\n");
        if (Files.exists(picture)) {
            page.append("<img alt=\"the guest's screen\" src=\"data:image/png;base64,")
                    .append(Base64.getEncoder().encodeToString(Files.readAllBytes(picture)))
                    .append("\">\n");
        } else {
            page.append("<p class=\"none\">")
                    .append(cell.platform().interprets() ? "This emulator has no display." : "There is no picture.")
                    .append("</p>\n");
        }
        if (verdict instanceof Verdict.Failed failed) {
            page.append("<pre>")
                    .append(escape(String.join("\n", failed.lastLines())))
                    .append("</pre>\n");
        }
        page.append("</figure>\n");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
