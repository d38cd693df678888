package javisor.hypervisor.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import javisor.hypervisor.memory.ProcessorMemory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is left for a processor: kicks are one until they are taken, start-up states change only from where they are. */
final class SignalsTest {
    private final SeveralProcessors processors = new SeveralProcessors(false, 0, 1, 2);
    private final Signals signals = Signals.of(1);

    @Test
    void theSecondKickIsOneWithTheFirstUntilThatHasComeThrough() {
        assertThat(signals.kick()).as("has to be sent").isTrue();
        assertThat(signals.kick()).as("is under way already").isFalse();
        assertThat(signals.takeKick()).isTrue();
        assertThat(signals.takeKick()).as("was taken").isFalse();
        assertThat(signals.kick()).as("has to be sent again").isTrue();
    }

    /** NMIs taken in resident code, whether Javisor had sent one; how many are the guest's, whether one is still under way. */
    @ParameterizedTest
    @CsvSource({
        "0, false, 0, false",
        "0, true, 0, true",
        "1, false, 1, false",
        "1, true, 0, false",
        "2, true, 1, false",
        "3, true, 2, false",
        "2, false, 2, false",
    })
    void oneOfTheNmisTakenIsJavisorsIfItHasSentOne(int taken, boolean kicked, int guests, boolean underWay) {
        signals.base().writeInt(Signals.TAKEN, taken);
        if (kicked) {
            signals.kick();
        }
        assertThat(signals.takeNmis()).isEqualTo(guests);
        assertThat(signals.takeNmis()).as("counted once").isZero();
        assertThat(signals.takeKick()).isEqualTo(underWay);
    }

    @ParameterizedTest
    @CsvSource({"0, true", "1, true", "2, false", "0x100, false", "0x1FF, false"})
    void aProcessorWithAnInitPendingStillRunsItsGuest(String state, boolean runs) {
        signals.state(Integer.decode(state));
        assertThat(signals.running()).isEqualTo(runs);
    }

    @Test
    void aStateIsLeftOnlyByWhoKnowsIt() {
        signals.state(Signals.WAITING);
        assertThat(signals.change(Signals.INIT_PENDING, Signals.RUNNING)).isFalse();
        assertThat(signals.state()).isEqualTo(Signals.WAITING);
        assertThat(signals.change(Signals.WAITING, Signals.STARTING | 0x9A)).isTrue();
        assertThat(signals.change(Signals.WAITING, Signals.STARTING | 0x11)).isFalse();
        assertThat(signals.state()).isEqualTo(Signals.STARTING | 0x9A);
    }

    @Test
    void noTwoWordsShareAByteAndAllAreInFrontOfTheScratchArea() {
        int[][] words = {
            {Signals.TAKEN, 4},
            {Signals.KICKED, 4},
            {Signals.STATE, 4},
            {Signals.FLUSHED, 4},
            {Signals.NMI_CONTROLS, 8},
            {Signals.KICK_CONTROLS, 8},
            {Signals.LOGICAL_DESTINATION, 4},
            {Signals.DESTINATION_FORMAT, 4},
            {Signals.INIT_TAKEN, 4},
            {Signals.OWN_WORD, 4}
        };
        Set<Integer> taken = new HashSet<>();
        for (int[] word : words) {
            assertThat(word[0] % word[1]).as("alignment").isZero();
            for (int i = 0; i < word[1]; i++) {
                assertThat(taken.add(word[0] + i)).as("byte %d", word[0] + i).isTrue();
                assertThat(Signals.IN_PAGE + word[0] + i).isLessThan(Processor.SCRATCH);
            }
        }
    }

    /** Whatever is written to the words of one processor, the others read what they read before. */
    @Property(tries = 200)
    void eachProcessorHasWordsOfItsOwn(@ForAll @IntRange(max = 2) int written, @ForAll @Size(value = 8) int[] values) {
        SeveralProcessors all = processors;
        for (int i = 0; i < all.count(); i++) {
            write(Signals.of(i), new int[] {i, i, i, i, i, i, i, i});
        }
        write(Signals.of(written), values);
        for (int i = 0; i < all.count(); i++) {
            int[] expected = i == written ? values : new int[] {i, i, i, i, i, i, i, i};
            assertThat(read(Signals.of(i))).containsExactly(expected);
        }
        assertThat(Signals.of(written).base())
                .isEqualTo(ProcessorMemory.page(written).add(Signals.IN_PAGE));
    }

    private static void write(Signals signals, int[] values) {
        signals.base().writeInt(Signals.TAKEN, values[0]);
        signals.base().writeInt(Signals.KICKED, values[1]);
        signals.state(values[2]);
        signals.flushed(values[3]);
        signals.controls(values[4], values[5]);
        signals.destinations(values[6], values[7]);
    }

    private static int[] read(Signals signals) {
        return new int[] {
            signals.base().readInt(Signals.TAKEN),
            signals.base().readInt(Signals.KICKED),
            signals.state(),
            signals.flushed(),
            (int) signals.base().readLong(Signals.NMI_CONTROLS),
            (int) signals.base().readLong(Signals.KICK_CONTROLS),
            signals.logicalDestination(),
            signals.destinationFormat()
        };
    }
}
