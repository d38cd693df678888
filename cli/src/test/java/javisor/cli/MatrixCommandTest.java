package javisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import javisor.lab.matrix.GuestMatrix;
import org.junit.jupiter.api.Test;

final class MatrixCommandTest {
    private static final int HEAD_LINES = 2;

    @Test
    void withoutOptionsEveryCellIsChosen() {
        assertThat(Invocation.of("matrix", "--list").out())
                .hasLineCount(GuestMatrix.cells().size() + HEAD_LINES);
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
}
