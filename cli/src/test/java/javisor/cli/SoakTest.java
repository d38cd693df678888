package javisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class SoakTest {
    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final Set<Integer> made = ConcurrentHashMap.newKeySet();

    @Test
    void everyBootIsMadeOnce() throws IOException {
        assertThat(soak(57, 3, number -> false)).isZero();
        assertThat(made)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 57).boxed().toList());
        assertThat(out.toString()).contains("boots 57, passed 57, failed 0; ").doesNotContain("FAILED");
        assertThat(directory.resolve("logs")).doesNotExist();
    }

    @Test
    void theLogOfABootThatFailsIsKeptAndNamed() throws IOException {
        assertThat(soak(20, 2, number -> number == 7)).isEqualTo(Javisor.FAILED);
        Path log = directory.resolve("logs").resolve("boot-0007.log");
        assertThat(out.toString())
                .contains("boot 7 FAILED: it hung; its log is " + log)
                .contains("boots 20, passed 19, failed 1; ");
        assertThat(Files.readAllLines(log)).containsExactly("line of 7");
    }

    @Test
    void afterTenFailuresItGivesUp() throws IOException {
        assertThat(soak(1000, 1, number -> true)).isEqualTo(Javisor.FAILED);
        assertThat(made).hasSize(Soak.MOST_FAILURES);
        assertThat(out.toString()).contains("FAILED: given up after 10 failures, 990 boots not made");
    }

    @Test
    void asManyRunAtATimeAsAsked() throws IOException {
        CyclicBarrier meeting = new CyclicBarrier(4);
        assertThat(soak(8, 4, number -> {
                    meet(meeting);
                    return false;
                }))
                .isZero();
    }

    private int soak(int boots, int jobs, IntFunction<Boolean> fails) throws IOException {
        return new Soak(boots, jobs, directory.resolve("logs"), new PrintWriter(out)).run(number -> {
            made.add(number);
            return new SoakBoot(
                    number,
                    fails.apply(number) ? Optional.of("it hung") : Optional.empty(),
                    List.of("line of " + number));
        });
    }

    private static void meet(CyclicBarrier meeting) {
        try {
            meeting.await();
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }
}
