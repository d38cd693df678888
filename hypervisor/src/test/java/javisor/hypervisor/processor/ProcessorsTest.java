package javisor.hypervisor.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import javisor.hypervisor.GuestMachine;
import javisor.hypervisor.memory.PageAllocator;
import javisor.hypervisor.nested.AddressWidth;
import javisor.hypervisor.nested.GuestPageTables;
import javisor.hypervisor.nested.LongModeFormat;
import javisor.hypervisor.nested.NativeTypes;
import javisor.hypervisor.nested.NestedPaging;
import javisor.machine.address.GuestPhysical;
import javisor.machine.address.HostPhysical;
import javisor.machine.address.HostVirtual;
import javisor.simulator.PageWalk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What processors do together: the lock of the nested page tables, and the waiting until all have forgotten. */
final class ProcessorsTest {
    private static final HostVirtual SHARED = new HostVirtual(0xFFFF_FFFF_8000_3000L);
    private static final long NMI_TO_1 = 1L << 56 | 0x4400;
    private static final long NMI_TO_2 = 2L << 56 | 0x4400;

    private final SeveralProcessors processors = new SeveralProcessors(false, 0, 1, 2);
    private Runnable whileWaiting = () -> {};

    @Test
    void whoForgetsWaitsForAllWhoseGuestRuns() {
        List<Integer> followed = new ArrayList<>();
        inTurn(0, 1, 2, followed);
        processors.get(0).forget();
        assertThat(followed).containsExactly(1, 2);
        for (int i = 0; i < 3; i++) {
            assertThat(processors.get(i).flushes()).as("processor %d", i).isOne();
            assertThat(processors.get(i).signals().flushed())
                    .isEqualTo(processors.get(0).signals().flushed());
        }
        assertThat(processors.localApic(0).commands()).containsExactly(NMI_TO_1, NMI_TO_2);
    }

    @ParameterizedTest
    @ValueSource(ints = {Signals.WAITING, Signals.STARTING | 0x9A})
    void whoDoesNotRunIsNeitherKickedNorWaitedForAndFollowsWhenItStarts(int state) {
        processors.get(1).signals().state(state);
        processors.get(2).signals().state(state);
        processors.get(0).forget();
        assertThat(processors.localApic(0).commands()).isEmpty();
        assertThat(processors.get(1).flushes()).isZero();
        processors.on(1).follow();
        assertThat(processors.get(1).flushes()).isOne();
        processors.get(1).follow();
        assertThat(processors.get(1).flushes()).as("once").isOne();
    }

    @Test
    void whoHasAnInitPendingIsWaitedFor() {
        processors.get(1).signals().state(Signals.INIT_PENDING);
        processors.get(2).signals().state(Signals.WAITING);
        List<Integer> followed = new ArrayList<>();
        inTurn(0, 1, 1, followed);
        processors.get(0).forget();
        assertThat(followed).containsExactly(1);
        assertThat(processors.localApic(0).commands()).containsExactly(NMI_TO_1);
    }

    @Test
    void whoBeginsToWaitForAStartUpInsteadOfFollowingIsNotWaitedForAnyMore() {
        processors.get(2).signals().state(Signals.WAITING);
        processors
                .machine()
                .processor(0)
                .when("PAUSE", () -> processors.get(1).signals().state(Signals.WAITING));
        processors.get(0).forget();
        assertThat(processors.get(1).flushes()).isZero();
    }

    @Test
    void whoDoesNotFollowIsWaitedForForEver() {
        assertThatThrownBy(() -> processors.get(0).forget()).hasMessageContaining("for ever");
        assertThat(processors.get(0).flushes()).as("flushed itself first").isOne();
    }

    @Test
    void aSecondKickIsNotSentWhileTheFirstIsUnderWay() {
        processors.get(1).signals().kick();
        inTurn(0, 1, 2, new ArrayList<>());
        processors.get(0).forget();
        assertThat(processors.localApic(0).commands()).containsExactly(NMI_TO_2);
    }

    @Test
    void everyForgettingIsAGenerationOfItsOwn() {
        inTurn(0, 1, 2, new ArrayList<>());
        processors.get(0).forget();
        int first = processors.get(1).signals().flushed();
        processors.on(0);
        processors.get(0).forget();
        assertThat(processors.get(1).signals().flushed()).isNotEqualTo(first);
        assertThat(processors.get(1).flushes()).isEqualTo(2);
    }

    @Test
    void whoWaitsForTheLockFollowsMeanwhile() {
        Processors.lock(processors.on(1));
        SHARED.writeInt(4, SHARED.readInt(4) + 1);
        processors.machine().whilePausing(0, Processors::unlock);
        Processors.lock(processors.on(0));
        assertThat(processors.get(0).flushes()).isOne();
        assertThat(SHARED.readInt(0)).as("taken").isOne();
    }

    /** Processor 1 has the lock and waits for 0, which waits for the lock. */
    @Test
    void whoWaitsForTheLockDoesNotHoldUpWhoHasIt() {
        Processors.lock(processors.on(1));
        processors.get(2).signals().state(Signals.WAITING);
        int[] paused = {0};
        processors.machine().whilePausing(0, () -> {
            paused[0]++;
            processors.machine().on(1);
            Processors.unlock();
            processors.machine().on(0);
        });
        processors.machine().whilePausing(1, () -> {
            Processors.lock(processors.on(0));
            processors.on(1);
        });
        processors.get(1).forget();
        assertThat(paused[0]).isOne();
        assertThat(processors.get(0).flushes()).isOne();
    }

    @Test
    void whoHasTheLockKeepsTheOthersOut() {
        Processors.lock(processors.get(0));
        assertThatThrownBy(() -> Processors.lock(processors.on(1))).hasMessageContaining("for ever");
        Processors.unlock();
        Processors.lock(processors.on(1));
        Processors.unlock();
    }

    @Test
    void anAddressThatLacksTablesGetsThemUnderTheLock() {
        GuestPageTables tables = tables();
        GuestPhysical device = new GuestPhysical(0x70_0000_0000L + 0x80_0000_0000L);
        assertThat(walk(tables, device)).isNull();
        assertThat(Processors.fill(processors.get(0), tables, device)).isTrue();
        assertThat(walk(tables, device).address()).isEqualTo(device.rawValue());
        assertThat(Processors.fill(processors.on(1), tables, device))
                .as("another has made them")
                .isFalse();
        assertThat(SHARED.readInt(0)).as("the lock is given back").isZero();
    }

    /** While the others are waited for, the old use is gone and the new one not there yet. */
    @Test
    void aTableThatIsUsedAgainIsForgottenByAllBefore() {
        GuestPageTables tables = tables();
        List<GuestPhysical> filled = new ArrayList<>();
        List<Integer> followed = new ArrayList<>();
        inTurn(0, 1, 2, followed);
        while (followed.isEmpty() && filled.size() < 100) {
            assertThat(mapped(tables, filled)).isEqualTo(filled.size());
            filled.add(new GuestPhysical(filled.size() + 1L << 39));
            whileWaiting = () -> assertThat(mapped(tables, filled)).isEqualTo(filled.size() - 2);
            Processors.fill(processors.on(0), tables, filled.getLast());
        }
        assertThat(followed).containsExactly(1, 2);
        assertThat(mapped(tables, filled)).isEqualTo(filled.size() - 1);
        for (int i = 0; i < 3; i++) {
            assertThat(processors.get(i).flushes()).as("processor %d", i).isOne();
        }
    }

    private long mapped(GuestPageTables tables, List<GuestPhysical> addresses) {
        return addresses.stream()
                .filter(address -> walk(tables, address) != null)
                .count();
    }

    @Test
    void aKickGoesToTheApicIdOfItsTarget() {
        SeveralProcessors others = new SeveralProcessors(false, 3, 0x21, 8);
        Processors.kick(others.get(1));
        Processors.kick(others.get(1));
        Processors.kick(others.get(2));
        assertThat(others.localApic(0).commands()).containsExactly(0x21L << 56 | 0x4400, 8L << 56 | 0x4400);
    }

    /** The processors from {@code first} to {@code last} follow, one with each pause of processor {@code waiting}. */
    private void inTurn(int waiting, int first, int last, List<Integer> followed) {
        int[] next = {first};
        processors.machine().whilePausing(waiting, () -> {
            whileWaiting.run();
            int number = next[0];
            next[0] = number == last ? first : number + 1;
            SeveralProcessors.Follower other = processors.on(number);
            assertThat(other.signals().takeKick()).as("kicked").isTrue();
            other.follow();
            followed.add(number);
            processors.on(waiting);
        });
    }

    private GuestPageTables tables() {
        GuestMachine machine = processors.machine();
        NestedPaging paging = new NestedPaging(
                new LongModeFormat(),
                AddressWidth.ofProcessor(),
                new NativeTypes(machine.memoryMap()),
                NestedPaging.NONE);
        HostPhysical middle = new HostPhysical(GuestMachine.WITHHELD + 0x8_0000);
        return new GuestPageTables(
                paging,
                machine.memoryMap(),
                new HostPhysical(GuestMachine.WITHHELD),
                new HostPhysical(GuestMachine.WITHHELD_END),
                new PageAllocator(middle, new HostPhysical(GuestMachine.WITHHELD_END)));
    }

    private PageWalk walk(GuestPageTables tables, GuestPhysical address) {
        return PageWalk.of(processors.machine().memory(), tables.root().rawValue(), address.rawValue(), 48);
    }
}
