package javisor.hypervisor.apic;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The interrupt command register: its fields, and whom a command reaches. */
final class InterruptCommandTest {
    private static final int LOGICAL = 1 << 11;
    private static final int FLAT = -1;
    private static final int CLUSTER = 0x0FFF_FFFF;

    @Test
    void fields() {
        InterruptCommand command = InterruptCommand.of(0x1200_0000, 0x000C_C69A);
        assertThat(command.vector()).isEqualTo(0x9A);
        assertThat(command.deliveryMode()).isEqualTo(InterruptCommand.START_UP);
        assertThat(command.logical()).isFalse();
        assertThat(command.asserted()).isTrue();
        assertThat(command.levelTriggered()).isTrue();
        assertThat(command.shorthand()).isEqualTo(InterruptCommand.ALL_BUT_SELF);
        assertThat(command.destination(false)).isEqualTo(0x12);
        assertThat(command.destination(true)).isEqualTo(0x1200_0000);
        assertThat(InterruptCommand.of(0, 0x800).logical()).isTrue();
        assertThat(InterruptCommand.of(0, 0x4000).asserted()).isTrue();
        assertThat(InterruptCommand.of(0, 0x8000).levelTriggered()).isTrue();
        assertThat(InterruptCommand.of(0, -1).destination(true)).isZero();
    }

    /** The delivery mode, level and trigger mode of a command; INIT, de-assert, start-up, any of them. */
    @ParameterizedTest
    @CsvSource({
        "0x4500, true, false, false, true",
        "0xC500, true, false, false, true",
        "0x0500, true, false, false, true",
        "0x8500, false, true, false, true",
        "0x4600, false, false, true, true",
        "0x0600, false, false, true, true",
        "0x4000, false, false, false, false",
        "0x4400, false, false, false, false",
        "0x8000, false, false, false, false",
        "0x4700, false, false, false, false",
    })
    void kinds(int low, boolean init, boolean deassert, boolean startUp, boolean control) {
        InterruptCommand command = InterruptCommand.of(0, low | 0x12);
        assertThat(command.isInit()).isEqualTo(init);
        assertThat(command.isInitDeassert()).isEqualTo(deassert);
        assertThat(command.isStartUp()).isEqualTo(startUp);
        assertThat(command.isProcessorControl()).isEqualTo(control);
    }

    @Property
    void aPhysicalDestinationOfXapicModeIsOneIdOrAll(
            @ForAll @IntRange(max = 0xFF) int destination,
            @ForAll @IntRange(max = 0xFE) int id,
            @ForAll int logicalId) {
        InterruptCommand command = InterruptCommand.of(destination << 24, 0x4500);
        boolean reached = destination == id || destination == 0xFF;
        assertThat(command.reachesOther(false, false, id, logicalId, FLAT)).isEqualTo(reached);
        assertThat(command.reachesOther(false, true, id, logicalId, FLAT)).isEqualTo(reached);
        assertThat(command.reachesSender(false, id, logicalId, CLUSTER)).isEqualTo(reached);
    }

    @Test
    void aPhysicalDestinationOfX2apicModeHas32Bits() {
        InterruptCommand command = InterruptCommand.of(0x1FF, 0x4500);
        assertThat(command.reachesOther(true, true, 0x1FF, 0, 0)).isTrue();
        assertThat(command.reachesOther(true, true, 0xFF, 0, 0)).isFalse();
        assertThat(command.reachesOther(true, false, 0xFF, 0, FLAT)).isFalse();
        assertThat(InterruptCommand.of(0xFF, 0x4500).reachesOther(true, true, 3, 0, 0))
                .as("FFh is an ID like others")
                .isFalse();
        assertThat(InterruptCommand.of(-1, 0x4500).reachesOther(true, true, 3, 0, 0))
                .isTrue();
        assertThat(InterruptCommand.of(-1, 0x4500).reachesSender(true, 3, 0, 0)).isTrue();
        assertThat(InterruptCommand.of(-1, 0x4500 | LOGICAL).reachesOther(true, true, 3, 0, 0))
                .isTrue();
    }

    @Test
    void aSenderInX2apicModeReachesAProcessorThatIsNotYet() {
        assertThat(InterruptCommand.of(3, 0x4500).reachesOther(true, false, 3, 0, FLAT))
                .isTrue();
        assertThat(InterruptCommand.of(3, 0x4500).reachesOther(true, false, 2, 0, FLAT))
                .isFalse();
    }

    @Property
    void aFlatLogicalDestinationIsASetOfEight(
            @ForAll @IntRange(max = 0xFF) int destination, @ForAll @IntRange(max = 7) int bit) {
        InterruptCommand command = InterruptCommand.of(destination << 24, 0x4500 | LOGICAL);
        boolean reached = (destination >> bit & 1) != 0;
        assertThat(command.reachesOther(false, false, destination, 1 << 24 + bit, FLAT))
                .isEqualTo(reached);
    }

    @Property
    void aClusteredLogicalDestinationIsASetOfFourInOneCluster(
            @ForAll @IntRange(max = 0xF) int cluster,
            @ForAll @IntRange(max = 0xF) int members,
            @ForAll @IntRange(max = 0xE) int own,
            @ForAll @IntRange(max = 3) int bit) {
        InterruptCommand command = InterruptCommand.of(cluster << 28 | members << 24, 0x4500 | LOGICAL);
        boolean all = cluster == 0xF && members == 0xF;
        boolean reached = all || cluster == own && (members >> bit & 1) != 0;
        assertThat(command.reachesOther(false, false, 0, own << 28 | 1 << 24 + bit, CLUSTER))
                .isEqualTo(reached);
    }

    @Property
    void aLogicalDestinationOfX2apicModeIsASetOfSixteenInOneCluster(
            @ForAll int id, @ForAll @IntRange(max = 3) int clustersApart, @ForAll @IntRange(max = 0xFFFE) int members) {
        int logicalId = id >>> 4 << 16 | 1 << (id & 15);
        int destination = (logicalId >>> 16 ^ clustersApart) << 16 | members;
        InterruptCommand command = InterruptCommand.of(destination, 0x4500 | LOGICAL);
        boolean reached = clustersApart == 0 && (members >> (id & 15) & 1) != 0;
        assertThat(command.reachesOther(true, true, id, logicalId, 0)).isEqualTo(reached);
        assertThat(command.reachesSender(true, id, logicalId, 0)).isEqualTo(reached);
    }

    @Test
    void aProcessorWithoutLogicalIdIsReachedByBroadcastOnly() {
        assertThat(InterruptCommand.of(0x7F00_0000, 0x4500 | LOGICAL).reachesOther(false, false, 1, 0, FLAT))
                .isFalse();
        assertThat(InterruptCommand.of(0xFF00_0000, 0x4500 | LOGICAL).reachesOther(false, false, 1, 0, FLAT))
                .isTrue();
        assertThat(InterruptCommand.of(0xFF00_0000, 0x4500 | LOGICAL).reachesOther(false, false, 1, 0, CLUSTER))
                .isTrue();
    }

    /** Shorthand and delivery mode; whether the sender and others are reached, whatever the destination says. */
    @ParameterizedTest
    @CsvSource({
        "1, 0, true, false", "2, 0, true, true", "3, 0, false, true",
        "1, 5, false, false", "2, 5, false, false", "3, 5, false, true",
        "1, 6, false, false", "2, 6, false, false", "3, 6, false, true",
        "3, 4, false, true",
    })
    void shorthands(int shorthand, int mode, boolean sender, boolean others) {
        InterruptCommand command = InterruptCommand.of(0x0500_0000, shorthand << 18 | 0x4000 | mode << 8);
        for (int id = 4; id < 6; id++) {
            assertThat(command.reachesSender(false, id, 0, FLAT)).isEqualTo(sender);
            assertThat(command.reachesOther(false, false, id, 0, FLAT)).isEqualTo(others);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x4500, 0x4600})
    void anInitOrStartUpThatNamesTheSenderReachesIt(int low) {
        assertThat(InterruptCommand.of(0x0500_0000, low).reachesSender(false, 5, 0, FLAT))
                .isTrue();
    }
}
