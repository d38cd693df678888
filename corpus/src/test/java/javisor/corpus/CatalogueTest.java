package javisor.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogueTest {

    @Test
    void listsEveryProgram() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/javisor/corpus"), 2)) {
            List<String> sources = files.filter(file -> file.getNameCount() == 7)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java") && !name.equals("package-info.java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .filter(name -> !name.endsWith("Programs"))
                    .sorted()
                    .toList();
            assertThat(Stream.concat(passing(), panicking())
                            .map(program -> program.getClass().getSimpleName())
                            .sorted())
                    .isEqualTo(sources)
                    .hasSizeGreaterThan(200);
        }
    }

    @ParameterizedTest
    @MethodSource("passing")
    void runsToItsEndTwiceTheSame(Program program) {
        HostedRun first = HostedRun.of(program);
        assertThat(first.failure()).isNull();
        assertThat(first.text()).isNotEmpty();
        assertThat(HostedRun.of(program)).isEqualTo(first);
    }

    @ParameterizedTest
    @MethodSource("panicking")
    void fails(Program program) {
        HostedRun run = HostedRun.of(program);
        assertThat(run.failure()).isNotNull();
        assertThat(run.panicLines(program)).hasSizeGreaterThanOrEqualTo(2);
    }

    static Stream<Program> passing() {
        return all(Catalogue.passing(), Catalogue::passing);
    }

    static Stream<Program> panicking() {
        return all(Catalogue.panicking(), Catalogue::panicking);
    }

    private static Stream<Program> all(int count, IntFunction<Program> programs) {
        return IntStream.range(0, count).mapToObj(programs);
    }
}
