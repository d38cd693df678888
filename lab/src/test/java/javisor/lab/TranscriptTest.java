package javisor.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class TranscriptTest {
    private static final String SCREEN = "\033[1;1H\033[0mTest #9 \033[2;1H\033[KErrors: 0";

    private final Transcript transcript = new Transcript();

    @Test
    void isReadForward() {
        receive("test 1\ntest 2\n");
        assertThat(await("test \\d")).contains("test 1");
        assertThat(await("test \\d")).contains("test 2");
        assertThat(await("test \\d")).isEmpty();
    }

    @Test
    void aTextIsFoundBeforeItsLineEnds() {
        receive("login: ");
        assertThat(await("login: $")).contains("login: ");
    }

    @Test
    void whereTheCursorMovesALineEnds() {
        receive(SCREEN);
        assertThat(transcript.lastLines(9)).containsExactly("Test #9", "Errors: 0");
        assertThat(await("Test #9.*Errors")).isEmpty();
        assertThat(await("Errors: 0")).isPresent();
    }

    @Test
    void aTerminalCommandMayComeInPieces() {
        for (int cut = 0; cut <= SCREEN.length(); cut++) {
            Transcript pieces = new Transcript();
            receive(pieces, SCREEN.substring(0, cut));
            receive(pieces, SCREEN.substring(cut));
            assertThat(pieces.lastLines(9)).as("cut at " + cut).containsExactly("Test #9", "Errors: 0");
        }
    }

    @Test
    void whatIsFatalEndsTheWaitingIfItComesFirst() {
        receive("panic: a\nready\npanic: b\n");
        assertThat(transcript.await(Pattern.compile("ready"), List.of(Pattern.compile("panic: .")), Duration.ZERO))
                .contains(new Transcript.Found("panic: a", false));
    }

    @Test
    void whatIsFatalIsOfNoConcernBehindWhatWasWanted() {
        receive("ready\npanic: b\n");
        assertThat(transcript.await(Pattern.compile("ready"), List.of(Pattern.compile("panic: .")), Duration.ZERO))
                .contains(new Transcript.Found("ready", true));
    }

    @Test
    void aFatalTextIsNotWaitedBehind() {
        receive("panic: a\n");
        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThat(transcript.await(
                                Pattern.compile("ready"), List.of(Pattern.compile("panic: .")), Duration.ofDays(1)))
                        .contains(new Transcript.Found("panic: a", false)));
    }

    @Test
    void theFirstOfSomeTextsIsSeenAndStaysToBeRead() {
        List<Pattern> patterns = List.of(Pattern.compile("panic: .*"), Pattern.compile("error: .*"));
        receive("panic: a\nready\n");
        assertThat(await("ready")).isPresent();
        assertThat(transcript.first(patterns))
                .as("nothing behind the text found last")
                .isEmpty();
        receive("error: b\npanic: c\n");
        assertThat(transcript.first(patterns)).contains("error: b");
        assertThat(transcript.first(patterns)).contains("error: b");
        assertThat(await("error: .*")).contains("error: b");
        assertThat(transcript.first(patterns)).contains("panic: c");
        assertThat(transcript.first(List.of())).isEmpty();
    }

    @Test
    void theEndOfThePortEndsTheWaiting() {
        receive("cut of");
        transcript.end();
        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThat(transcript.await(Pattern.compile("cut off"), List.of(), Duration.ofDays(1)))
                        .isEmpty());
    }

    @Test
    void whatAnotherThreadReceivesIsWaitedFor() throws InterruptedException {
        Thread machine = Thread.ofPlatform().start(() -> receive("ready\n"));
        assertThat(transcript.await(Pattern.compile("ready"), List.of(), Duration.ofSeconds(10)))
                .isPresent();
        machine.join();
    }

    private Optional<String> await(String regex) {
        return transcript
                .await(Pattern.compile(regex), List.of(), Duration.ZERO)
                .map(Transcript.Found::text);
    }

    private void receive(String text) {
        receive(transcript, text);
    }

    private static void receive(Transcript transcript, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        transcript.accept(bytes, bytes.length);
    }
}
