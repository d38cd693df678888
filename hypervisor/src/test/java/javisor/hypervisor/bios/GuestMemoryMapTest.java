package javisor.hypervisor.bios;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import javisor.hypervisor.memory.MemoryMap;
import javisor.machine.address.HostPhysical;
import javisor.simulator.CpuModel;
import javisor.simulator.SimulatedMachine;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class GuestMemoryMapTest {
    private static final long MAP = 0x6000;
    private static final long OUT = 0x5000;

    private final SimulatedMachine machine = SimulatedMachine.install(CpuModel.epyc(), 1 << 20);

    record Range(long start, long length, int type, int attributes) {
        long end() {
            return start + length;
        }
    }

    @Test
    void theEndOfMemoryJoinsTheReservedRangeBehindIt() {
        List<Range> firmware =
                List.of(range(0, 0x9FC00, 1), range(0x10_0000, 0x700_0000, 1), range(0x710_0000, 0x1000, 2));
        assertThat(carved(firmware, 0x700_0000, 0x710_0000))
                .containsExactly(
                        range(0, 0x9FC00, 1), range(0x10_0000, 0x6F0_0000, 1), range(0x700_0000, 0x10_1000, 2));
    }

    @Test
    void lowMemoryJoinsTheBiosDataAreaAboveIt() {
        List<Range> firmware = List.of(range(0, 0x9FC00, 1), range(0x9FC00, 0x400, 2));
        assertThat(carved(firmware, 0x9F800, 0x9FC00)).containsExactly(range(0, 0x9F800, 1), range(0x9F800, 0x800, 2));
    }

    /** The first joins the reserved one before it, and the second takes its place in the list. */
    @Test
    void bothOfTwoEntriesInTheRangeAreReserved() {
        List<Range> firmware = List.of(range(0x1000, 0x1000, 2), range(0x2000, 0x1000, 1), range(0x3000, 0x2000, 1));
        assertThat(carved(firmware, 0x2000, 0x4000))
                .containsExactly(range(0x1000, 0x3000, 2), range(0x4000, 0x1000, 1));
    }

    @Test
    void aRangeInTheMiddleDividesAnEntryInThree() {
        assertThat(carved(List.of(range(0x1000, 0x9000, 1)), 0x3000, 0x5000))
                .containsExactly(range(0x1000, 0x2000, 1), range(0x3000, 0x2000, 2), range(0x5000, 0x5000, 1));
    }

    @Test
    void entriesThatAreEmptyOrNotUsableStayAsTheyAre() {
        List<Range> firmware = List.of(range(0x2000, 0, 1), range(0, 0x9000, 3), new Range(0, 0x9000, 2, 0));
        assertThat(carved(firmware, 0x1000, 0x3000)).isEqualTo(firmware);
    }

    /** Linux uses its memory all the same. */
    @Test
    void aUsableEntryToBeIgnoredIsDividedAndKeepsItsMark() {
        assertThat(carved(List.of(new Range(0, 0x9000, 1, 0)), 0x3000, 0x5000))
                .containsExactly(
                        new Range(0, 0x3000, 1, 0), new Range(0x3000, 0x2000, 2, 0), new Range(0x5000, 0x4000, 1, 0));
    }

    @Test
    void entriesAreLongOnlyIfTheirAttributesSaySomething() {
        assertThat(map(List.of(range(0, 1, 1))).entryBytes()).isEqualTo(20);
        assertThat(map(List.of(range(0, 1, 1), new Range(1, 1, 7, 3))).entryBytes())
                .isEqualTo(24);
    }

    @Property
    void whatWasUsableInTheRangeIsReservedAndAllElseIsAsItWas(
            @ForAll("maps") @Size(max = 12) List<Range> firmware,
            @ForAll @IntRange(max = 40) int from,
            @ForAll @IntRange(min = 1, max = 20) int pages) {
        long start = from * 0x1000L;
        long end = start + pages * 0x1000L;
        List<Range> carved = carved(firmware, start, end);
        for (long address = 0; address < 64 * 0x1000L; address += 0x800) {
            TreeSet<Integer> expected = new TreeSet<>();
            for (int type : types(firmware, address)) {
                expected.add(type == 1 && address >= start && address < end ? 2 : type);
            }
            assertThat(types(carved, address)).as("0x%x", address).isEqualTo(expected);
        }
        assertThat(carved).allMatch(range -> range.length > 0 || firmware.contains(range));
    }

    @Provide
    Arbitrary<List<Range>> maps() {
        Arbitrary<Range> ranges = Combinators.combine(
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.integers().between(0, 20),
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.of(1, 1, 1, 0, 3))
                .as((start, length, type, attributes) ->
                        new Range(start * 0x1000L, length * 0x1000L, type, attributes));
        return ranges.list().ofMinSize(1);
    }

    private static TreeSet<Integer> types(List<Range> map, long address) {
        TreeSet<Integer> types = new TreeSet<>();
        for (Range range : map) {
            if (address >= range.start && address < range.end()) {
                types.add(range.type);
            }
        }
        return types;
    }

    private List<Range> carved(List<Range> firmware, long start, long end) {
        GuestMemoryMap map = map(firmware);
        map.withhold(start, end);
        List<Range> carved = new ArrayList<>();
        for (int i = 0; i < map.count(); i++) {
            map.write(i, new HostPhysical(OUT).toVirtual());
            carved.add(new Range(read(0, 8), read(8, 8), (int) read(16, 4), (int) read(20, 4)));
        }
        return carved;
    }

    private GuestMemoryMap map(List<Range> firmware) {
        for (int i = 0; i < firmware.size(); i++) {
            Range range = firmware.get(i);
            long entry = MAP + i * 24L;
            machine.memory().write(entry, 8, range.start);
            machine.memory().write(entry + 8, 8, range.length);
            machine.memory().write(entry + 16, 4, range.type);
            machine.memory().write(entry + 20, 4, range.attributes);
        }
        return new GuestMemoryMap(new MemoryMap(new HostPhysical(MAP).toVirtual(), firmware.size()));
    }

    private long read(int offset, int size) {
        return machine.memory().read(OUT + offset, size);
    }

    private static Range range(long start, long length, int type) {
        return new Range(start, length, type, 1);
    }
}
