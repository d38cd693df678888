package javisor.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExternalToolTest {
    private static final ExternalTool SHELL = new ExternalTool("sh", "dash");

    @Test
    void aMissingProgramIsReportedWithTheCommandThatInstallsIt() {
        assertThatThrownBy(() -> new ExternalTool("no-such-program", "some-package").require())
                .isInstanceOf(MissingPartException.class)
                .hasMessage("no-such-program is not installed: sudo apt-get install -y some-package");
    }

    @Test
    void allMissingProgramsAreReportedTogether() {
        assertThatThrownBy(() -> ExternalTool.requireAll(List.of(
                        new ExternalTool("no-such-a", "one"),
                        SHELL,
                        new ExternalTool("no-such-b", "two"),
                        new ExternalTool("no-such-c", "one"))))
                .isInstanceOf(MissingPartException.class)
                .hasMessage("no-such-a, no-such-b, no-such-c are not installed: sudo apt-get install -y one two");
    }

    @Test
    void returnsTheLinesThatTheProgramPrints() {
        assertThat(SHELL.run(Path.of("/"), Map.of("WORD", "two"), List.of("-c", "echo one; echo $WORD >&2")))
                .containsExactly("one", "two");
    }

    @Test
    void aFailingProgramIsReportedWithItsErrorLine() {
        assertThatThrownBy(() -> SHELL.run(Path.of("/"), Map.of(), List.of("-c", "echo E: no; echo later; exit 3")))
                .isInstanceOf(ExternalTool.ToolFailure.class)
                .hasMessage("sh failed with status 3: E: no");
    }
}
