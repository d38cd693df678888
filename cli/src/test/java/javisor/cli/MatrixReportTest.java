package javisor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javisor.lab.matrix.Cell;
import javisor.lab.matrix.GuestMatrix;
import javisor.lab.matrix.Platform;
import javisor.lab.matrix.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the matrix keeps and what it writes of it. */
final class MatrixReportTest {
    private static final Cell CELL = cell("ipxe", Platform.QEMU_AMD);
    private static final MatrixResults.Pair PAIR = new MatrixResults.Pair(
            new Verdict.Passed(Duration.ofMillis(4600)),
            new Verdict.Failed(Duration.ofSeconds(61), "no /a|b/\non the port", List.of("<one>", "two")));

    @TempDir
    Path directory;

    private MatrixResults results;

    @BeforeEach
    void keep() throws IOException {
        results = MatrixResults.empty(directory);
        Files.write(results.picture(CELL, false), new byte[] {1, 2, 3});
        results.add(CELL, PAIR);
    }

    @Test
    void whatIsKeptIsReadBack() throws IOException {
        assertThat(MatrixResults.read(directory).of(CELL)).contains(PAIR);
        assertThat(MatrixResults.read(directory.resolve("new")).of(CELL)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "1",
                "{\"a\": null}",
                "{\"a\": 1}",
                "{\"a\": {}}",
                "{\"a\": {\"bare\": {\"milliseconds\": 1}}}",
                "{\"a\": {\"bare\": {\"milliseconds\": 1}, \"javisor\": []}}",
                "{\"a\": {\"bare\": {\"milliseconds\": 1}, \"javisor\": {}}}",
                "{\"a\": {\"bare\": {\"milliseconds\": 1}, \"javisor\": {\"milliseconds\": \"1\"}}}",
                "{\"a\": {\"bare\": {\"milliseconds\": 1}, \"javisor\": {\"milliseconds\": 1, \"complaint\": \"b\"}}}",
                "{\"a\": {\"bare\": {\"milliseconds\": 1}, \"javisor\":"
                        + " {\"milliseconds\": 1, \"complaint\": 2, \"lastLines\": []}}}",
                "{\"a\": {\"bare\": {\"milliseconds\": 1}, \"javisor\":"
                        + " {\"milliseconds\": 1, \"complaint\": \"b\", \"lastLines\": \"c\"}}}",
                "{\"ä\": {\"bare\": {\"milliseconds\": 1}, \"javisor\": {\"milliseconds\": 1}}}"
            })
    void damagedResultsAreNotTakenForNone(String data) throws IOException {
        Path file = Files.writeString(directory.resolve("results.json"), data, StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> MatrixResults.read(directory))
                .isInstanceOf(UnusableException.class)
                .hasMessage(file + " is damaged: remove it, or leave out --resume");
    }

    @Test
    void nothingButTheReportIsLeft() {
        assertThat(directory)
                .isDirectoryNotContaining(
                        file -> !List.of("results.json", "matrix.md", "matrix.html", "ipxe-qemu-amd-1-bare.png")
                                .contains(file.getFileName().toString()));
    }

    @Test
    void aFailureUnderJavisorIsAFailure() {
        assertThat(results.allPassed(List.of(CELL))).isFalse();
        assertThat(results.allPassed(List.of(cell("ipxe", Platform.BOCHS_AMD)))).isTrue();
    }

    @Test
    void theTableHasALineForEveryCell() throws IOException {
        List<String> lines = Files.readAllLines(directory.resolve("matrix.md"));

        assertThat(lines).hasSize(GuestMatrix.cells().size() + 2);
        assertThat(lines)
                .contains("| " + CELL.guest().title()
                        + " | AMD-V in QEMU | 1 | passed, 5 s | FAILED, 61 s: no /a\\|b/ on the port |  |");
        assertThat(lines)
                .filteredOn(line -> line.contains("not run"))
                .hasSize(GuestMatrix.cells().size() - 1);
    }

    @Test
    void theRemarkSaysWhereAScreenIsMissing() {
        assertThat(MatrixTable.remark(CELL)).isEmpty();
        assertThat(MatrixTable.remark(cell("ipxe", Platform.BOCHS_AMD))).contains("no screen");
        assertThat(MatrixTable.remark(cell("grub-shell", Platform.BOCHS_AMD))).isEmpty();
    }

    @Test
    void thePageNeedsNoOtherFile() throws IOException {
        String page = Files.readString(directory.resolve("matrix.html"));

        assertThat(page)
                .contains("src=\"data:image/png;base64,AQID\"")
                .contains("There is no picture.")
                .contains("&lt;one&gt;\ntwo")
                .doesNotContain("http://", "https://", "<script", "<link");
    }

    private static Cell cell(String guest, Platform platform) {
        return GuestMatrix.cells().stream()
                .filter(cell -> cell.guest().id().equals(guest) && cell.platform() == platform)
                .findFirst()
                .orElseThrow();
    }
}
