package javisor.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class SerialLogTest {
    private final List<String> heard = new ArrayList<>();
    private final SerialLog log = new SerialLog(line -> heard.add(line.text()));

    @Test
    void splitsWhatComesIntoLinesWhereverItIsCut() {
        receive("fir");
        receive("st\r\nsecond\nthi");
        receive("rd\n");
        assertThat(log.text()).containsExactly("first", "second", "third");
        assertThat(heard).containsExactly("first", "second", "third");
    }

    @Test
    void expectationsReadForward() {
        receive("a 1\nb 2\na 3\n");
        assertThat(seen("^a")).isEqualTo("a 1");
        assertThat(seen("^a")).isEqualTo("a 3");
        assertThat(seen("^b")).isEqualTo("nothing");
    }

    @Test
    void aPromptCountsBeforeItsLineEnds() {
        receive("Debian\nlogin: ");
        assertThat(seen("login: $")).isEqualTo("login: ");
    }

    @Test
    void aLineThatIsStillComingIsSeenWhole() throws InterruptedException {
        receive("ready, vendor ");
        Thread machine = Thread.ofPlatform().start(() -> receive("Javisor\n"));
        assertThat(log.await(text -> text.startsWith("ready"), Duration.ofSeconds(10)))
                .map(SerialLine::text)
                .contains("ready, vendor Javisor");
        machine.join();
    }

    @Test
    void theRestBecomesALineWhenThePortEnds() {
        receive("cut of");
        log.end();
        assertThat(log.text()).containsExactly("cut of");
        assertThat(log.await("never"::equals, Duration.ofDays(1))).isEmpty();
    }

    @Test
    void whatHasBeenSeenStaysToBeRead() throws InterruptedException {
        Thread machine = Thread.ofPlatform().start(() -> receive("late\n"));
        assertThat(log.seen("late"::equals, Duration.ofSeconds(10))).isTrue();
        machine.join();
        assertThat(log.seen("late"::equals, Duration.ZERO)).isTrue();
        assertThat(log.seen("never"::equals, Duration.ZERO)).isFalse();
        assertThat(seen("late")).isEqualTo("late");
        log.end();
        assertThat(log.seen("never"::equals, Duration.ofDays(1))).isFalse();
    }

    @Test
    void waitsForWhatAnotherThreadReceives() throws InterruptedException {
        Thread machine = Thread.ofPlatform().start(() -> receive("ready\n"));
        assertThat(log.await("ready"::equals, Duration.ofSeconds(10))).isPresent();
        machine.join();
    }

    @Test
    void timeIsOverEvenIfTheListenerIsHeldUp() throws InterruptedException {
        CountDownLatch listening = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        SerialLog heldUp = new SerialLog(line -> {
            listening.countDown();
            awaitQuietly(goOn);
        });
        byte[] bytes = "ready\n".getBytes(StandardCharsets.UTF_8);
        Thread machine = Thread.ofPlatform().daemon().start(() -> heldUp.accept(bytes, bytes.length));
        listening.await();

        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThat(heldUp.await("ready"::equals, Duration.ofMillis(1)))
                        .isEmpty());

        goOn.countDown();
        assertThat(heldUp.await("ready"::equals, Duration.ofSeconds(10))).isPresent();
        machine.join();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void receive(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        log.accept(bytes, bytes.length);
    }

    private String seen(String regex) {
        return log.await(Pattern.compile(regex).asPredicate(), Duration.ZERO)
                .map(SerialLine::text)
                .orElse("nothing");
    }
}
