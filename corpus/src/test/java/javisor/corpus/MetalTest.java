package javisor.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javisor.compiler.CompilationException;
import javisor.stick.StickSettings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every program prints the same on metal as on the JVM. */
@Tag("emulator")
class MetalTest {
    private static final Pattern REPETITION = Pattern.compile("    \\.\\.\\. and (\\d+) times more");
    private static final Map<Integer, List<String>> PRINTED = new HashMap<>();
    private static MetalImage image;

    @BeforeAll
    static void runPassingPrograms(@TempDir Path directory) throws CompilationException, IOException {
        image = MetalImage.compile(directory);
        List<String> current = new ArrayList<>();
        for (String line : image.boot(StickSettings.NONE)) {
            if (line.startsWith(CorpusImage.SEPARATOR)) {
                current = new ArrayList<>();
                if (!line.equals(CorpusImage.END)) {
                    PRINTED.put(Integer.valueOf(line.substring(CorpusImage.SEPARATOR.length())), current);
                }
            } else {
                current.add(line);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("passing")
    void printsTheSame(int number) {
        assertThat(PRINTED.get(number))
                .isEqualTo(HostedRun.of(Catalogue.passing(number)).lines());
    }

    @ParameterizedTest
    @MethodSource("panicking")
    void failsTheSame(int number) throws IOException {
        Program program = Catalogue.panicking(number);
        HostedRun hosted = HostedRun.of(program);
        List<String> expected = new ArrayList<>(hosted.lines());
        expected.addAll(hosted.panicLines(program));
        List<String> printed = image.boot(StickSettings.NONE.with("panic", Integer.toHexString(number)));
        assertThat(asOnJvm(printed)).startsWith(expected.toArray(String[]::new));
    }

    @Test
    void allocationAfterTheSealPanics() throws IOException {
        assertThat(image.boot(StickSettings.NONE.with("arena", "sealed")))
                .startsWith("1000", "panic: java.lang.OutOfMemoryError: allocation after the boot arena was sealed")
                .anyMatch(line -> line.startsWith("    at javisor.corpus.ArenaFailures.allocateAfterSeal("));
    }

    @Test
    void allocationBeyondTheArenaPanics() throws IOException {
        assertThat(image.boot(StickSettings.NONE.with("arena", "exhausted")))
                .startsWith("panic: java.lang.OutOfMemoryError: the boot arena is used up")
                .anyMatch(line -> line.startsWith("    at javisor.corpus.ArenaFailures.allocateForever("));
    }

    /** Without the frames that the JVM has not or hides: methods of java.lang, objects of lambdas; and with every repetition. */
    private static List<String> asOnJvm(List<String> printed) {
        List<String> lines = new ArrayList<>();
        for (String line : printed) {
            Matcher repetition = REPETITION.matcher(line);
            if (repetition.matches()) {
                lines.addAll(Collections.nCopies(Integer.parseInt(repetition.group(1)), lines.getLast()));
            } else if (!line.startsWith("    at java.") && !line.contains("$$Lambda")) {
                lines.add(line);
            }
        }
        return lines;
    }

    static Stream<Named<Integer>> passing() {
        return IntStream.range(0, Catalogue.passing()).mapToObj(number -> named(number, Catalogue.passing(number)));
    }

    static Stream<Named<Integer>> panicking() {
        return IntStream.range(0, Catalogue.panicking()).mapToObj(number -> named(number, Catalogue.panicking(number)));
    }

    private static Named<Integer> named(int number, Program program) {
        return Named.of(program.getClass().getSimpleName(), number);
    }
}
