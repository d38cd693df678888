package javisor.lab.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class GuestMatrixTest {
    static List<Cell> cells() {
        return GuestMatrix.cells();
    }

    @Test
    void hasEveryGuestOnEveryPlatformWithEveryNumberOfProcessors() {
        assertThat(cells())
                .hasSize(GuestMatrix.GUESTS.size() * Platform.values().length * GuestMatrix.CPU_COUNTS.size())
                .extracting(Cell::name)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("cells")
    void aCellExpectsSomethingOfItsGuestWithinATime(Cell cell) {
        Expectation expectation = cell.expectation();

        assertThat(expectation.limit()).isPositive();
        assertThat(expectation.steps()).first().isInstanceOf(Step.Serial.class);
        assertThat(expectation.steps().reversed().stream().filter(step -> !(step instanceof Step.Picture)))
                .as("the last step is one that can fail in every emulator")
                .first()
                .isInstanceOfAny(Step.Serial.class, Step.Ends.class);
    }

    @ParameterizedTest
    @MethodSource("cells")
    void underJavisorTheChecksAreTheSameAndJavisorComesFirst(Cell cell) {
        Expectation bare = cell.expectation();
        Expectation hypervised = bare.underJavisor();

        assertThat(hypervised.steps().getFirst())
                .isInstanceOfSatisfying(
                        Step.Serial.class,
                        step -> assertThat("[javisor] virtualisation: AMD-V").matches(step.text()));
        assertThat(hypervised.steps().subList(1, hypervised.steps().size())).isEqualTo(bare.steps());
        assertThat(hypervised.fatal())
                .containsAll(bare.fatal())
                .hasSizeGreaterThan(bare.fatal().size());
        assertThat(hypervised.limit()).isGreaterThan(bare.limit());
    }

    @Test
    void moreProcessorsInBochsHaveMoreTime() {
        Guest guest = GuestMatrix.GUESTS.getFirst();

        assertThat(guest.expectation(Platform.BOCHS_INTEL, 2).limit())
                .isEqualTo(guest.expectation(Platform.BOCHS_INTEL, 1).limit().multipliedBy(2))
                .isGreaterThan(Duration.ZERO);
    }
}
