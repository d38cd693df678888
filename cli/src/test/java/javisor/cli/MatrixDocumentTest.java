package javisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import javisor.lab.matrix.GuestMatrix;
import org.junit.jupiter.api.Test;

/** The document about the guest matrix has the command's table, of the cells that there are. */
final class MatrixDocumentTest {
    @Test
    void theTableHasEveryCell() throws IOException {
        List<String> document = Files.readAllLines(Home.find().directory().resolve("docs/guest-matrix.md"));

        assertThat(document)
                .filteredOn(line -> line.matches("\\|.*\\| \\d \\|.*"))
                .extracting(line -> line.replaceFirst("( \\| \\d) \\|.*", "$1 |"))
                .containsExactlyElementsOf(GuestMatrix.cells().stream()
                        .map(cell -> "| " + cell.guest().title() + " | "
                                + cell.platform().title() + " | " + cell.cpus() + " |")
                        .toList());
    }
}
