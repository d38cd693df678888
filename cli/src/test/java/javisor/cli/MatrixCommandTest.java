package javisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javisor.lab.guest.DebianGuest;
import javisor.lab.guest.FullDebianGuest;
import javisor.lab.matrix.Cell;
import javisor.lab.matrix.GuestMatrix;
import javisor.lab.matrix.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MatrixCommandTest {
    private static final int HEAD_LINES = 2;
    private static final String GUEST = "grub-shell";
    private static final MatrixResults.Pair PASSED =
            new MatrixResults.Pair(new Verdict.Passed(Duration.ZERO), new Verdict.Passed(Duration.ZERO));

    @TempDir
    Path directory;

    @Test
    void withoutOptionsEveryCellIsChosen() {
        assertThat(Invocation.of("matrix", "--list").out())
                .hasLineCount(GuestMatrix.cells().size() + HEAD_LINES);
    }

    @Test
    void aFileIsNoPlaceForTheReport() throws IOException {
        Path file = Files.createFile(directory.resolve("report"));

        Invocation invocation = Invocation.of("matrix", "--guest", GUEST, "-o", file.toString());

        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.out()).isEmpty();
        assertThat(invocation.err())
                .isEqualTo("javisor: " + file + " is no directory; name another with -o" + System.lineSeparator());
    }

    @Test
    void aReportThatCannotBeWrittenIsToldBeforeTheFirstRun() throws IOException {
        Files.createDirectories(directory.resolve("matrix.md/something"));

        Invocation invocation = Invocation.of("matrix", "--guest", GUEST, "-o", directory.toString());

        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.out()).isEmpty();
        assertThat(invocation.err())
                .startsWith("javisor: ")
                .contains("matrix.md")
                .doesNotContain("Exception")
                .hasLineCount(1);
    }

    @Test
    void whatIsKnownNeedsNoRun() throws IOException {
        for (Cell cell : cells(GUEST)) {
            MatrixResults.read(directory).add(cell, PASSED);
        }

        Invocation invocation = Invocation.of("matrix", "--guest", GUEST, "--resume", "-o", directory.toString());

        assertThat(invocation.exitCode()).as(invocation.err()).isZero();
        assertThat(invocation.err()).isEmpty();
        assertThat(invocation.out().lines())
                .filteredOn(line -> line.endsWith("known from an earlier run"))
                .hasSize(cells(GUEST).size());
    }

    @Test
    void onlyTheGuestsThatAreRunNeedTheirTools() throws IOException {
        MatrixResults results = MatrixResults.empty(directory);
        assertThat(MatrixCommand.tools(cells(GUEST), results)).containsExactlyElementsOf(DebianGuest.TOOLS);
        assertThat(MatrixCommand.tools(GuestMatrix.cells(), results))
                .containsExactlyInAnyOrderElementsOf(FullDebianGuest.TOOLS);
        assertThat(MatrixCommand.tools(cells("debian-full"), results)).containsExactlyElementsOf(FullDebianGuest.TOOLS);

        for (Cell cell : cells("debian-full")) {
            results.add(cell, PASSED);
        }
        assertThat(MatrixCommand.tools(cells("debian-full"), results)).isEmpty();
        assertThat(MatrixCommand.tools(GuestMatrix.cells(), results)).containsExactlyElementsOf(DebianGuest.TOOLS);
    }

    @Test
    void optionsChooseCells() {
        String out = Invocation.of(
                        "matrix", "--list", "--guest", "ipxe,grub-shell", "--platform", "qemu-amd", "--cpus", "1,4")
                .out();

        assertThat(out.lines().skip(HEAD_LINES).map(line -> line.split(" +")))
                .extracting(words -> words[0] + " " + words[1] + " " + words[2])
                .containsExactly(
                        "grub-shell qemu-amd 1", "grub-shell qemu-amd 4", "ipxe qemu-amd 1", "ipxe qemu-amd 4");
    }

    private static List<Cell> cells(String guest) {
        return GuestMatrix.cells().stream()
                .filter(cell -> cell.guest().id().equals(guest))
                .toList();
    }
}
