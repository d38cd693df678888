package javisor.machine.trace;

import static org.assertj.core.api.Assertions.assertThat;

import javisor.machine.BytePlatform;
import javisor.machine.address.HostPhysical;
import javisor.machine.address.HostVirtual;
import javisor.machine.console.CharacterSink;
import javisor.machine.console.Console;
import javisor.machine.hosted.Hosted;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Walks over a stack whose methods no table knows, so that addresses are printed. */
class StackTraceTest {
    private final HostVirtual low = new HostPhysical(0x1000).toVirtual();
    private final HostVirtual high = low.add(0x1000);
    private final HostVirtual emptyTable = new HostPhysical(0x8000).toVirtual();
    private final StringBuilder text = new StringBuilder();
    private HostVirtual next = low.add(0x100);

    @BeforeEach
    void memory() {
        Hosted.set(new BytePlatform());
    }

    @AfterEach
    void noPlatform() {
        Hosted.set(null);
    }

    @Test
    void printsTheCallsFromTheInnermostOutwards() {
        frame(0x2001);
        frame(0x3001);
        frame(0);
        assertThat(trace()).isEqualTo("at 0x1000 at 0x2000 at 0x3000");
    }

    @Test
    void countsWhatRecursionRepeats() {
        frame(0x2001);
        for (int i = 0; i < 40; i++) {
            frame(0x3001);
        }
        frame(0x4001);
        frame(0);
        assertThat(trace()).isEqualTo("at 0x1000 at 0x2000 at 0x3000 ... and 39 times more at 0x4000");
    }

    @Test
    void stopsAfterSixtyFourDifferentCalls() {
        for (int i = 0; i < 80; i++) {
            frame(0x2001 + 0x10L * i);
        }
        assertThat(trace()).endsWith("at 0x23f0 ... more calls");
    }

    @Test
    void aDamagedChainEndsTheTrace() {
        frame(0x2001);
        next.writeLong(0, 0x1234_5678);
        next.writeLong(8, 0x3001);
        assertThat(trace()).isEqualTo("at 0x1000 at 0x2000 at 0x3000");
    }

    private void frame(long returnAddress) {
        next.writeLong(0, next.add(16).rawValue());
        next.writeLong(8, returnAddress);
        next = next.add(16);
    }

    private String trace() {
        Console console = new Console("", new CharacterSink[] {character -> text.append((char) character)});
        new StackTrace().print(console, emptyTable, new HostVirtual(0x1000), low.add(0x100), low, high);
        return text.toString().strip().replaceAll("\\s+", " ");
    }
}
