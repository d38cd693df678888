package javisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javisor.lab.Outcome;
import org.junit.jupiter.api.Test;

final class BootVerdictTest {
    private static final List<String> GOOD = List.of(
            "[javisor] withheld 0x1fe00000-0x1fffffff",
            "vendor: JavisorJavis",
            "cpu-0: vendor JavisorJavis, virtualisation none, APIC id 0",
            "cpu-1: vendor JavisorJavis, virtualisation none, APIC id 1",
            "testos: done");

    private final BootVerdict verdict = new BootVerdict("JavisorJavis", 2);

    @Test
    void aCompleteBootPasses() {
        assertThat(verdict.complaint(ended(Outcome.Ending.POWER_OFF, GOOD))).isEmpty();
    }

    @Test
    void aBootThatHangsFailsWhateverItSaid() {
        assertThat(verdict.complaint(ended(Outcome.Ending.TIMEOUT, GOOD)))
                .contains("the machine was still running when the time was over");
    }

    @Test
    void aPanicOfJavisorFails() {
        assertThat(verdict.complaint(new Session.Result(GOOD, Optional.empty(), false)))
                .contains("Javisor has stopped the machine");
    }

    @Test
    void withoutTheLastLineItIsIncomplete() {
        assertThat(verdict.complaint(ended(Outcome.Ending.POWER_OFF, GOOD.subList(0, 4))))
                .contains("the test OS did not come to its end");
    }

    @Test
    void everyProcessorMustBeThere() {
        assertThat(new BootVerdict("JavisorJavis", 3).complaint(ended(Outcome.Ending.POWER_OFF, GOOD)))
                .contains("processor 2 of 3: the test OS does not know it");
    }

    @Test
    void everyProcessorMustRunUnderJavisor() {
        assertThat(verdict.complaint(secondProcessor("vendor AuthenticAMD, virtualisation none, APIC id 1")))
                .contains("processor 1 of 2: vendor AuthenticAMD, virtualisation none, APIC id 1");
        assertThat(verdict.complaint(secondProcessor("vendor JavisorJavis, virtualisation AMD-V, APIC id 1")))
                .contains("processor 1 of 2: vendor JavisorJavis, virtualisation AMD-V, APIC id 1");
        assertThat(verdict.complaint(secondProcessor("did not start"))).contains("processor 1 of 2: did not start");
    }

    @Test
    void theBootProcessorMustRunUnderJavisor() {
        List<String> lines = List.of("vendor: A", "testos: done");
        assertThat(new BootVerdict("B", 1).complaint(ended(Outcome.Ending.POWER_OFF, lines)))
                .contains("the test OS sees the vendor A instead of B");
    }

    @Test
    void aSingleProcessorNeedsNoLineOfItsOwn() {
        List<String> lines = List.of("vendor: A", "testos: done");
        assertThat(new BootVerdict("A", 1).complaint(ended(Outcome.Ending.POWER_OFF, lines)))
                .isEmpty();
    }

    private static Session.Result secondProcessor(String text) {
        List<String> lines = new ArrayList<>(GOOD);
        lines.set(3, "cpu-1: " + text);
        return ended(Outcome.Ending.POWER_OFF, lines);
    }

    private static Session.Result ended(Outcome.Ending ending, List<String> lines) {
        return new Session.Result(lines, Optional.of(new Outcome(ending, "")), false);
    }
}
