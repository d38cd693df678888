package javisor.hypervisor.nested;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import javisor.hypervisor.memory.PageAllocator;
import javisor.machine.address.HostPhysical;
import javisor.simulator.CpuModel;
import javisor.simulator.SimulatedMachine;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TablePoolTest {
    private static final long ROOT = 0x1_0000;
    private static final long POOL = 0x10_0000;
    private static final long POOL_END = 0x20_0000;
    private static final long PAGE_MAPPED = 0xFFF;
    private static final int DEPTH = 3;
    private static final int ENTRIES = 4;

    private final SimulatedMachine machine = SimulatedMachine.install(CpuModel.epyc(), 4 << 20);

    /** The entries by where they stand, and below the root the tables' depth. */
    private final Map<Long, Long> entries = new HashMap<>();

    private final Map<Long, Integer> depths = new HashMap<>();

    @Property(tries = 200)
    void whatIsUsedAgainIsCutOutWithAllBelowItAndNothingElseChanges(
            @ForAll Random random,
            @ForAll @IntRange(min = 3, max = 12) int ring,
            @ForAll @IntRange(max = 3) int lasting) {
        TablePool pool = pool(lasting, ring);
        entries.clear();
        depths.clear();
        addTable(ROOT, 0);
        for (int i = 0; i < 100; i++) {
            long entry = anyEntryWithoutTable(random);
            AtomicBoolean forgotten = new AtomicBoolean();
            pool.begin(() -> forgotten.set(true));
            long table = pool.take(new HostPhysical(entry).toVirtual()).rawValue();
            assertThat(forgotten.get()).isEqualTo(depths.containsKey(table));
            remove(table);
            assertThat(entries).as("where the new table is to be named").containsKey(entry);
            put(entry, table);
            addTable(table, depths.get(entry & -4096) + 1);
            entries.forEach((at, value) -> assertThat(machine.memory().read(at, 8))
                    .as("the entry at 0x%x", at)
                    .isEqualTo(value));
        }
    }

    @Test
    void afterAResetTheSamePagesAreTakenAgain() {
        TablePool pool = pool(2, 3);
        long[] first = new long[5];
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < first.length; i++) {
                assertThat(pool.lastingLeft()).isEqualTo(i < 2);
                long table =
                        pool.take(new HostPhysical(ROOT + i * 8L).toVirtual()).rawValue();
                first[i] = round == 0 ? table : first[i];
                assertThat(table).isEqualTo(first[i]);
            }
            pool.reset();
        }
        assertThat(first).doesNotHaveDuplicates();
    }

    @Test
    void aPoolWithoutARingSaysThatItIsExhausted() {
        TablePool pool = pool(1, 0);
        pool.take(new HostPhysical(ROOT).toVirtual());
        assertThatThrownBy(() -> pool.take(new HostPhysical(ROOT + 8).toVirtual()))
                .isInstanceOf(IllegalStateException.class);
    }

    private long anyEntryWithoutTable(Random random) {
        long[] candidates = entries.entrySet().stream()
                .filter(entry -> entry.getValue() == 0 || entry.getValue() == PAGE_MAPPED)
                .mapToLong(Map.Entry::getKey)
                .filter(at -> depths.get(at & -4096) < DEPTH)
                .sorted()
                .toArray();
        return candidates[random.nextInt(candidates.length)];
    }

    private void addTable(long table, int depth) {
        depths.put(table, depth);
        for (int i = 0; i < ENTRIES; i++) {
            put(table + i * 8L, PAGE_MAPPED);
        }
    }

    private void put(long entry, long value) {
        entries.put(entry, value);
        machine.memory().write(entry, 8, value);
    }

    /** Forgets a table that is used again, and those below it. */
    private void remove(long table) {
        if (depths.remove(table) != null) {
            entries.replaceAll((at, value) -> value == table ? 0 : value);
            for (int i = 0; i < ENTRIES; i++) {
                remove(entries.remove(table + i * 8L));
            }
        }
    }

    private static TablePool pool(int lasting, int ring) {
        return new TablePool(new PageAllocator(new HostPhysical(POOL), new HostPhysical(POOL_END)), lasting, ring);
    }
}
