package javisor.lab.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javisor.lab.guest.SelfCheck.Fact;
import org.junit.jupiter.api.Test;

class SelfCheckTest {
    @Test
    void readsFactsOfProcessorsAndOfTheMachine() {
        SelfCheck check = check(
                "FACT topology core_id cpu=0-1,3 7",
                "FACT topology core_id cpu=2 8",
                "FACT vulnerability mds Not affected",
                "FACT machine clocksources ");

        assertThat(check.facts())
                .hasSize(6)
                .containsEntry(new Fact("topology core_id", Optional.of(0)), "7")
                .containsEntry(new Fact("topology core_id", Optional.of(1)), "7")
                .containsEntry(new Fact("topology core_id", Optional.of(2)), "8")
                .containsEntry(new Fact("topology core_id", Optional.of(3)), "7")
                .containsEntry(new Fact("vulnerability mds", Optional.empty()), "Not affected")
                .containsEntry(new Fact("machine clocksources", Optional.empty()), "");
        assertThat(check.complete()).isTrue();
    }

    @Test
    void readsWhatPassedAndFailed() {
        SelfCheck check = check("PASS sleep", "FAIL stress exit status 2: no memory");

        assertThat(check.passed()).containsExactly("sleep");
        assertThat(check.failed()).containsOnlyKeys("stress").containsEntry("stress", "exit status 2: no memory");
    }

    @Test
    void linesBeforeItAndBetweenItsOwnDoNotCount() {
        List<String> lines = new ArrayList<>(List.of("FACT machine cpus 9", "PASS early"));
        lines.addAll(output("FACT machine cpus 4", "[    1.0] clocksource: FACT machine cpus 3", "PASS sleep"));

        SelfCheck check = SelfCheck.in(lines);

        assertThat(check.facts().values()).containsExactly("4");
        assertThat(check.passed()).containsExactly("sleep");
        assertThat(check.complete()).isTrue();
    }

    @Test
    void isNotCompleteIfALineOfAnyKindIsMissing() {
        List<String> lines = output("FACT machine cpus 4", "PASS sleep", "FAIL stress no");
        for (int i = 0; i < lines.size(); i++) {
            List<String> fewer = new ArrayList<>(lines);
            fewer.remove(i);
            assertThat(SelfCheck.in(fewer).complete()).as(lines.get(i)).isFalse();
        }
    }

    @Test
    void isNotCompleteIfAnotherLineRanIntoOne() {
        List<String> lines = new ArrayList<>(output("FACT machine cpus 4", "PASS sleep"));
        lines.set(1, "javisor-guest login: FACT machine cpus 4");

        assertThat(SelfCheck.in(lines).complete()).isFalse();
    }

    /** {@return the serial output of a self-check with these lines} */
    static List<String> output(String... lines) {
        List<String> output = new ArrayList<>(List.of("JAVISOR-SELF-CHECK-BEGIN"));
        output.addAll(List.of(lines));
        output.add("JAVISOR-SELF-CHECK-END passed=%d failed=%d facts=%d"
                .formatted(count("PASS ", lines), count("FAIL ", lines), count("FACT ", lines)));
        return output;
    }

    /** {@return a self-check with these lines} */
    static SelfCheck check(String... lines) {
        return SelfCheck.in(output(lines));
    }

    private static int count(String start, String... lines) {
        return (int)
                List.of(lines).stream().filter(line -> line.startsWith(start)).count();
    }
}
