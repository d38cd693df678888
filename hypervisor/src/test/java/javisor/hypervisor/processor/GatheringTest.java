package javisor.hypervisor.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import javisor.hypervisor.GuestMachine;
import javisor.hypervisor.memory.ProcessorMemory;
import javisor.machine.address.HostPhysical;
import javisor.machine.x86.Efer;
import javisor.machine.x86.Msr;
import javisor.simulator.CpuModel;
import javisor.simulator.IntervalTimer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How processors are found and called (Intel SDM vol. 3, 10.4.4.1): those that answer count, and go through Java one at a time. */
final class GatheringTest {
    private static final int PAGE = 0x1_7000;
    private static final long PARAMETERS = PAGE;
    private static final long IMAGE = 0x10_0000;
    private static final HostPhysical TABLES = new HostPhysical(0x12_3000);
    private static final long INIT = 0xC_4500;
    private static final long START_UP = 0xC_4617;
    private static final double TICKS_PER_MICROSECOND = 1.193182;

    private final GuestMachine machine = new GuestMachine(CpuModel.epyc(), "", 5);
    private final List<Wait> waits = new ArrayList<>();
    private final Gathering gathering = new Gathering(PAGE);
    private int arrivingWait;
    private int arriving;

    /** A wait by the interval timer, and how many commands had been given before it. */
    private record Wait(int ticks, int commands) {}

    GatheringTest() {
        IntervalTimer.attach(machine.machine(), ticks -> {
            waits.add(new Wait(ticks, machine.machine().localApic().commands().size()));
            if (waits.size() == arrivingWait) {
                machine.memory().write(PARAMETERS + StartParameters.ARRIVED, 2, arriving);
            }
        });
    }

    @Test
    void theProtocolIsInitTenMillisecondsStartUpTwoHundredMicrosecondsStartUp() {
        arrive(3, 3);
        gathering.gather(4);
        assertThat(machine.machine().localApic().commands()).containsExactly(INIT, START_UP, START_UP);
        assertThat(waits.get(0).commands()).isOne();
        assertThat(waits.get(0).ticks()).isGreaterThanOrEqualTo((int) Math.ceil(10_000 * TICKS_PER_MICROSECOND));
        assertThat(waits.get(1).commands()).isEqualTo(2);
        assertThat(waits.get(1).ticks()).isGreaterThanOrEqualTo((int) Math.ceil(200 * TICKS_PER_MICROSECOND));
        assertThat(waits.subList(2, waits.size())).allMatch(wait -> wait.commands() == 3);
    }

    /** How many the firmware lists, how many answer after how many waits; how many there are, this one included. */
    @ParameterizedTest
    @CsvSource({"4, 3, 3, 4", "4, 3, 40, 4", "2, 3, 3, 4", "1, 0, 1, 1", "8, 3, 5, 4", "1, 2, 3, 3"})
    void whoAnswersCountsWhateverTheFirmwareLists(int listed, int others, int after, int count) {
        arrive(after, others);
        gathering.gather(listed);
        assertThat(gathering.count()).isEqualTo(count);
    }

    @Test
    void whoIsListedAndDoesNotAnswerIsWaitedForOneSecondAndNoLonger() {
        gathering.gather(2);
        assertThat(gathering.count()).isOne();
        double microseconds = waits.stream().mapToInt(Wait::ticks).sum() / TICKS_PER_MICROSECOND;
        assertThat(microseconds).isBetween(1_000_000.0, 1_100_000.0);
    }

    /** Both start-ups of the protocol are lost on one that is in system-management mode, if its INIT is still pending then. */
    @Test
    void whoIsListedAndHasNotComeIsCalledAgain() {
        arrive(6, 1);
        gathering.gather(2);
        assertThat(machine.machine().localApic().commands())
                .containsExactly(INIT, START_UP, START_UP, START_UP, START_UP, START_UP);
        assertThat(gathering.count()).isEqualTo(2);
    }

    @Test
    void theCodeIsCopiedAndTheParametersBehindItAreZero() {
        for (int i = 0; i < 0x100; i++) {
            machine.memory().write(IMAGE + 0x5000 + i, 1, 0x40 + i);
        }
        machine.memory().write(PAGE, new byte[4096]);
        machine.memory().write(PARAMETERS + StartParameters.CALLED, 2, 7);
        gathering.gather(1);
        for (int i = 0; i < 0x80; i++) {
            assertThat(machine.memory().read(PAGE + i, 1)).isEqualTo(0x40 + i & 0xFF);
        }
        for (int i = 0x80; i < StartParameters.END; i++) {
            assertThat(machine.memory().read(PAGE + i, 1)).as("byte %d", i).isZero();
        }
    }

    @Test
    void eachIsCalledByItsNumberWithItsOwnStackWhenTheOneBeforeIsReady() {
        arrive(2, 4);
        gathering.gather(5);
        machine.machine().writeMsr(Msr.EFER, Efer.LME | Efer.NXE | Efer.SCE);
        List<Integer> called = new ArrayList<>();
        machine.whilePausing(0, () -> {
            int number = (int) parameter(StartParameters.CALLED, 2);
            for (int i = 1; i < number; i++) {
                assertThat(Signals.of(i).state()).as("processor %d", i).isEqualTo(Signals.WAITING);
            }
            assertThat(parameter(StartParameters.STACK, 8))
                    .isEqualTo(ProcessorMemory.top(number).rawValue());
            assertThat(parameter(StartParameters.TABLES, 8)).isEqualTo(TABLES.rawValue());
            assertThat(parameter(StartParameters.EFER, 4)).isEqualTo(Efer.LME | Efer.NXE);
            called.add(number);
            Signals.of(number).state(Signals.WAITING);
        });
        gathering.callAll(TABLES);
        assertThat(called).containsExactly(1, 2, 3, 4);
    }

    @Test
    void aProcessorThatComesAfterTheCountIsAPanic() {
        arrive(2, 1);
        gathering.gather(2);
        machine.whilePausing(0, () -> {
            Signals.of(1).state(Signals.WAITING);
            machine.memory().write(PARAMETERS + StartParameters.ARRIVED, 2, 2);
        });
        assertThatThrownBy(() -> gathering.callAll(TABLES)).hasMessageContaining("after all had been counted");
    }

    @Test
    void dismissedTheOthersWaitAsAfterAReset() {
        arrive(2, 2);
        gathering.gather(3);
        gathering.dismiss();
        assertThat(machine.machine().localApic().commands()).containsExactly(INIT, START_UP, START_UP, INIT);
    }

    /** One that comes late would go on in code that the guest overwrites. */
    @Test
    void whoHasCalledAndSeenNobodyComeDismissesThemAllTheSame() {
        gathering.gather(1);
        gathering.dismiss();
        assertThat(machine.machine().localApic().commands()).containsExactly(INIT, START_UP, START_UP, INIT);
    }

    @Test
    void whoHasCalledNobodyDismissesNobody() {
        gathering.dismiss();
        assertThat(machine.machine().localApic().commands()).isEmpty();
    }

    private void arrive(int afterWait, int others) {
        arrivingWait = afterWait;
        arriving = others;
    }

    private long parameter(int offset, int size) {
        return machine.memory().read(PARAMETERS + offset, size);
    }
}
