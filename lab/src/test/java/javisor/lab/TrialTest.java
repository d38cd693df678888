package javisor.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import javisor.lab.matrix.Expectation;
import javisor.lab.matrix.Step;
import javisor.lab.matrix.Trial;
import javisor.lab.matrix.Verdict;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a trial makes of machines that do what is expected, and of those that do not. */
@Tag("emulator")
@Timeout(120)
final class TrialTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    @Test
    void aMachineThatDoesAllThatIsExpectedPasses() {
        Verdict verdict = run(
                new BootSector()
                        .writeToScreen()
                        .print("prompt> ")
                        .waitForByte()
                        .print("thanks\n")
                        .powerOff(),
                List.of(),
                LONG,
                Step.serial("prompt> "),
                Step.screen("^J"),
                new Step.Picture(),
                Step.typed("x"),
                Step.serial("thanks"),
                new Step.Ends(Outcome.Ending.POWER_OFF));

        assertThat(verdict).isInstanceOf(Verdict.Passed.class);
        assertThat(picture()).isNotEmptyFile();
    }

    @Test
    void aMachineThatSaysSomethingElseFailsWithItsLastLines() {
        assertThat(run(new BootSector().print("something else\n").powerOff(), List.of(), LONG, Step.serial("ready")))
                .isInstanceOfSatisfying(Verdict.Failed.class, failed -> {
                    assertThat(failed.complaint()).contains("no /ready/", "the machine powered off");
                    assertThat(failed.lastLines()).containsExactly("something else");
                });
    }

    @Test
    void aMachineThatHangsFailsWhenItsTimeIsOverAndIsPhotographed() {
        assertThat(run(new BootSector().halt(), List.of(), Duration.ofSeconds(1), Step.screen("never")))
                .isInstanceOfSatisfying(
                        Verdict.Failed.class,
                        failed -> assertThat(failed.complaint()).contains("no /never/ on the screen"));
        assertThat(picture()).isNotEmptyFile();
    }

    @Test
    void aMachineThatResetsItselfHasNotPoweredOff() {
        assertThat(run(new BootSector().reset(), List.of(), LONG, new Step.Ends(Outcome.Ending.POWER_OFF)))
                .isInstanceOfSatisfying(
                        Verdict.Failed.class,
                        failed -> assertThat(failed.complaint()).contains("the machine reset itself"));
    }

    @Test
    void whatIsFatalIsQuoted() {
        assertThat(run(
                        new BootSector().print("panic: a\nready\n").powerOff(),
                        List.of(Pattern.compile("panic: .*")),
                        LONG,
                        Step.serial("ready")))
                .isInstanceOfSatisfying(
                        Verdict.Failed.class,
                        failed -> assertThat(failed.complaint()).isEqualTo("it said: panic: a"));
    }

    @Test
    void whatIsFatalIsHeardBeforeTheMachinesEnd() {
        assertThat(run(
                        new BootSector().print("ready\npanic: a\n").powerOff(),
                        List.of(Pattern.compile("panic: .*")),
                        LONG,
                        Step.serial("ready"),
                        new Step.Ends(Outcome.Ending.POWER_OFF)))
                .isInstanceOfSatisfying(
                        Verdict.Failed.class,
                        failed -> assertThat(failed.complaint()).isEqualTo("it said: panic: a"));
    }

    @Test
    void whatIsFatalEndsTheWaitingForTheScreenAndForTheEnd() {
        for (Step step : List.of(Step.screen("never"), new Step.Ends(Outcome.Ending.POWER_OFF))) {
            assertThat(run(
                            new BootSector().print("ready\npanic: a\n").halt(),
                            List.of(Pattern.compile("panic: .*")),
                            LONG,
                            Step.serial("ready"),
                            step))
                    .isInstanceOfSatisfying(Verdict.Failed.class, failed -> {
                        assertThat(failed.complaint()).isEqualTo("it said: panic: a");
                        assertThat(failed.time()).isLessThan(LONG);
                    });
        }
    }

    private Verdict run(BootSector sector, List<Pattern> fatal, Duration limit, Step... steps) {
        MachineSpec machine =
                MachineSpec.standard().withMemory(64 << 20).withOsDisk(sector.writeTo(directory.resolve("disk.img")));
        return Trial.run(new Qemu(), machine, new Expectation(List.of(steps), fatal, limit), picture());
    }

    private Path picture() {
        return directory.resolve("screen.png");
    }
}
