package javisor.hypervisor.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import javisor.hypervisor.apic.InterruptCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** INIT and start-up commands: whom they reach, and what becomes of a processor in each state. Processor 0 sends. */
final class CommandsTest {
    private static final int INIT = 0x4500;
    private static final int DEASSERT = 0x8500;
    private static final int START_UP = 0x4600;
    private static final int LOGICAL = 0x800;
    private static final int SELF = 1 << 18;
    private static final int ALL = 2 << 18;
    private static final int OTHERS = 3 << 18;
    private static final int VECTOR = 0x9A;
    private static final int STARTED = Signals.STARTING | VECTOR;
    private static final int FLAT = -1;
    private static final int CLUSTER = 0x0FFF_FFFF;

    private SeveralProcessors processors = new SeveralProcessors(false, 0, 1, 2, 5);

    @ParameterizedTest
    @CsvSource({"0, I...", "1, .I..", "2, ..I.", "5, ...I", "3, ....", "0xFE, ....", "0xFF, IIII"})
    void aPhysicalDestinationNamesOneApicIdOrAll(String destination, String reached) {
        init(destination, 0);
        assertThat(reached()).isEqualTo(reached);
    }

    @ParameterizedTest
    @CsvSource({
        "1, I...",
        "2, .I..",
        "4, ..I.",
        "8, ...I",
        "6, .II.",
        "0x10, ....",
        "0xFE, .III",
        "0xFF, IIII",
        "0, ...."
    })
    void aFlatLogicalDestinationNamesAllThatHaveOneOfItsBits(String destination, String reached) {
        for (int i = 0; i < processors.count(); i++) {
            processors.destinations(i, 1 << i, FLAT);
        }
        init(destination, LOGICAL);
        assertThat(reached()).isEqualTo(reached);
    }

    /** Cluster 1 has processors 0 and 1, cluster 2 the others. */
    @ParameterizedTest
    @CsvSource({
        "0x11, I...",
        "0x12, .I..",
        "0x13, II..",
        "0x21, ..I.",
        "0x22, ...I",
        "0x2F, ..II",
        "0x31, ....",
        "0x10, ....",
        "0xF3, ....",
        "0xFF, IIII"
    })
    void aClusterLogicalDestinationNamesMembersOfOneCluster(String destination, String reached) {
        processors.destinations(0, 0x11, CLUSTER);
        processors.destinations(1, 0x12, CLUSTER);
        processors.destinations(2, 0x21, CLUSTER);
        processors.destinations(3, 0x22, CLUSTER);
        init(destination, LOGICAL);
        assertThat(reached()).isEqualTo(reached);
    }

    /** It goes to the reset vector, wherever a start-up that comes right behind the INIT points. */
    @Test
    void aStartUpIsNothingToTheBootstrapProcessor() {
        send(0, INIT);
        send(0, START_UP | VECTOR);
        assertThat(processors.get(0).signals().state()).isEqualTo(Signals.INIT_PENDING);
    }

    @Test
    void eachProcessorIsNamedByItsOwnFormat() {
        processors.destinations(1, 0x21, CLUSTER);
        processors.destinations(2, 0x21, FLAT);
        processors.destinations(3, 0x20, FLAT);
        init("0x21", LOGICAL);
        assertThat(reached()).isEqualTo(".III");
    }

    @Test
    void aLogicalIdIsTheOneTheTargetHasNow() {
        processors.destinations(1, 2, FLAT);
        processors.destinations(1, 0, FLAT);
        init("2", LOGICAL);
        assertThat(reached()).isEqualTo("....");
    }

    @Test
    void afterAnInitAProcessorHasNoLogicalIdAnyMore() {
        processors.destinations(1, 2, CLUSTER);
        send(1, INIT);
        assertThat(processors.get(1).signals().logicalDestination()).isZero();
        assertThat(processors.get(1).signals().destinationFormat()).isEqualTo(FLAT);
        processors.allAre(Signals.RUNNING);
        init("0xF7", LOGICAL);
        assertThat(reached()).isEqualTo("....");
    }

    /** In x2APIC mode a logical ID is made of the APIC ID: cluster 0 has 0, 1 and 5, cluster 1 has 17, cluster 20h 200h. */
    @ParameterizedTest
    @CsvSource({
        "0x00000001, I....",
        "0x00000023, II.I.",
        "0x00010002, ..I..",
        "0x00010001, .....",
        "0x0020FFFF, ....I",
        "0x0001FFFF, ..I..",
        "0xFFFFFFFF, IIIII",
        "0x000000FF, II.I."
    })
    void aLogicalDestinationInX2apicModeNamesMembersOfOneCluster(String destination, String reached) {
        processors = new SeveralProcessors(true, 0, 1, 17, 5, 0x200);
        init(destination, LOGICAL);
        assertThat(reached()).isEqualTo(reached);
    }

    @ParameterizedTest
    @CsvSource({"0, I....", "17, ..I..", "0x200, ....I", "0xFF, ...I.", "0x100, .....", "0xFFFFFFFF, IIIII"})
    void aPhysicalDestinationInX2apicModeHas32Bits(String destination, String reached) {
        processors = new SeveralProcessors(true, 0, 1, 17, 0xFF, 0x200);
        init(destination, 0);
        assertThat(reached()).isEqualTo(reached);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theShorthandAllButSelfReachesTheOthersWhateverTheDestination(boolean x2apic) {
        processors = new SeveralProcessors(x2apic, 0, 1, 2, 5);
        send(0, INIT | OTHERS);
        assertThat(reached()).isEqualTo(".III");
        processors.allAre(Signals.WAITING);
        send(0, START_UP | OTHERS | VECTOR);
        assertThat(processors.states()).containsExactly(Signals.WAITING, STARTED, STARTED, STARTED);
    }

    /** Invalid for INIT and start-up: Intel SDM vol. 3, table 11-3. */
    @ParameterizedTest
    @ValueSource(ints = {SELF, ALL})
    void theShorthandsSelfAndAllReachNobody(int shorthand) {
        send(0, INIT | shorthand);
        assertThat(reached()).isEqualTo("....");
        processors.allAre(Signals.WAITING);
        send(0, START_UP | shorthand | VECTOR);
        assertThat(processors.states()).containsOnly(Signals.WAITING);
    }

    /** The delivery modes that are neither: fixed, lowest priority, SMI, NMI, ExtINT. */
    @ParameterizedTest
    @ValueSource(ints = {0x4000, 0x4100, 0x4200, 0x4400, 0x4700})
    void otherDeliveryModesChangeNoState(int low) {
        for (int state : new int[] {Signals.RUNNING, Signals.INIT_PENDING, Signals.WAITING}) {
            processors.allAre(state);
            send(0, low | OTHERS | VECTOR);
            assertThat(processors.states()).containsOnly(state);
        }
        assertThat(processors.localApic(0).commands()).isEmpty();
    }

    @Test
    void anInitLevelDeassertIsIgnored() {
        for (int state : new int[] {Signals.RUNNING, Signals.INIT_PENDING, Signals.WAITING, STARTED}) {
            processors.allAre(state);
            send(1, DEASSERT);
            send(0, DEASSERT | OTHERS);
            send(0xFF, DEASSERT);
            assertThat(processors.states()).containsOnly(state);
        }
        assertThat(processors.localApic(0).commands()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {Signals.RUNNING, Signals.INIT_PENDING, Signals.WAITING, STARTED})
    void anInitIsFollowedWhateverTheProcessorDid(int before) {
        processors.allAre(before);
        send(1, INIT);
        assertThat(processors.states()).containsExactly(before, Signals.INIT_PENDING, before, before);
    }

    @Test
    void aStartUpToARunningProcessorIsIgnored() {
        send(1, START_UP | VECTOR);
        assertThat(processors.states()).containsOnly(Signals.RUNNING);
        assertThat(processors.localApic(0).commands()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {Signals.WAITING, Signals.INIT_PENDING})
    void aStartUpAfterAnInitIsTakenAndASecondOneIgnored(int before) {
        processors.allAre(before);
        send(1, START_UP | VECTOR);
        assertThat(processors.states()).containsExactly(before, STARTED, before, before);
        send(1, START_UP | 0x11);
        assertThat(processors.states()).containsExactly(before, STARTED, before, before);
    }

    @Test
    void anInitTakesBackAStartUpThatWasNotFollowedYet() {
        processors.allAre(Signals.WAITING);
        send(1, START_UP | VECTOR);
        send(1, INIT);
        send(1, START_UP | 0x11);
        assertThat(processors.states()[1]).isEqualTo(Signals.STARTING | 0x11);
    }

    @Test
    void theSenderFollowsWithoutAnNmi() {
        send(0, INIT);
        assertThat(processors.states())
                .containsExactly(Signals.INIT_PENDING, Signals.RUNNING, Signals.RUNNING, Signals.RUNNING);
        assertThat(processors.localApic(0).commands()).isEmpty();
        assertThat(processors.get(0).signals().takeKick()).isFalse();
    }

    @Test
    void whoIsReachedIsSentOneNmiUntilItHasComeAndTheCommandRegisterReadsAsBefore() {
        processors.localApic(0).preset(0x310, 0x7700_0000);
        send(3, INIT);
        send(5, INIT);
        send(5, START_UP | VECTOR);
        assertThat(processors.localApic(0).commands()).containsExactly(nmi(5));
        assertThat(processors.localApic(0).register(0x310)).isEqualTo(0x7700_0000);
        processors.get(3).signals().takeKick();
        send(5, START_UP | VECTOR);
        assertThat(processors.localApic(0).commands()).as("nothing was left").containsExactly(nmi(5));
        send(5, INIT);
        assertThat(processors.localApic(0).commands()).containsExactly(nmi(5), nmi(5));
    }

    @Test
    void theNmiInX2apicModeNamesTheWholeId() {
        processors = new SeveralProcessors(true, 0, 1, 17, 0x1_0002);
        send(0x1_0002, INIT);
        assertThat(processors.localApic(0).commands()).containsExactly(0x1_0002L << 32 | 0x4400);
    }

    @Test
    void anyProcessorSends() {
        processors.on(2);
        processors.destinations(2, 0x80, FLAT);
        Commands.carryOut(processors.get(2), InterruptCommand.of(0x8000_0000, INIT | LOGICAL));
        assertThat(reached()).isEqualTo("..I.");
        Commands.carryOut(processors.get(2), InterruptCommand.of(0, INIT | OTHERS));
        assertThat(reached()).isEqualTo("IIII");
        assertThat(processors.localApic(2).commands()).containsExactly(nmi(0), nmi(1), nmi(5));
        assertThat(processors.localApic(0).commands()).isEmpty();
    }

    private static long nmi(int apicId) {
        return (long) apicId << 56 | 0x4400;
    }

    private void init(String destination, int low) {
        send(
                Integer.parseUnsignedInt(destination.replace("0x", ""), destination.startsWith("0x") ? 16 : 10),
                INIT | low);
    }

    private void send(int destination, int low) {
        boolean x2apic = (processors.machine().processor(0).readMsr(SeveralProcessors.APIC_BASE) & 0x400) != 0;
        Commands.carryOut(processors.get(0), InterruptCommand.of(x2apic ? destination : destination << 24, low));
    }

    /** An I for each processor with an INIT pending, a point for each that runs. */
    private String reached() {
        StringBuilder text = new StringBuilder();
        Arrays.stream(processors.states()).forEach(state -> text.append(state == Signals.RUNNING ? '.' : 'I'));
        return text.toString();
    }
}
