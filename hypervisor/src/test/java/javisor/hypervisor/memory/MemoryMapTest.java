package javisor.hypervisor.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javisor.hypervisor.LoadedMachine;
import javisor.simulator.CpuModel;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryMapTest {
    private static final long LIMIT = 0x1_0000_0000L;
    private static final long FLOOR = 0x20_0000;

    @ParameterizedTest
    @CsvSource({"0x0FFE0000, 0", "0x7FFDC000, 0", "0x80000000, 0x180000000"})
    void theHighestPlaceIsTheEndOfUsableRamBelow4GiB(String low, String high) {
        LoadedMachine machine = machine()
                .range(0, 0x9FC00, 1)
                .range(0x10_0000, Long.decode(low) - 0x10_0000, 1)
                .range(Long.decode(low), 0x2_0000, 2);
        if (!high.equals("0")) {
            machine.range(LIMIT, Long.decode(high), 1);
        }
        MemoryMap map = machine.memoryMap();
        assertThat(map.highestPlace(0x8_0000, FLOOR, LIMIT).rawValue()).isEqualTo(Long.decode(low) - 0x8_0000);
        assertThat(map.usableEnd()).isEqualTo(high.equals("0") ? Long.decode(low) : LIMIT + Long.decode(high));
    }

    @Test
    void reservedRangesWinOverUsableOnesThatOverlapThem() {
        MemoryMap map =
                machine().range(0x800_0000, 0x1000, 2).range(0, 0x800_2000, 1).memoryMap();
        assertThat(map.highestPlace(0x1000, FLOOR, LIMIT).rawValue()).isEqualTo(0x800_1000);
        assertThat(map.highestPlace(0x2000, FLOOR, LIMIT).rawValue()).isEqualTo(0x7FF_E000);
    }

    @Test
    void adjacentUsableRangesCountAsOneInWhateverOrder() {
        MemoryMap map = machine()
                .range(0x700_0000, 0x100_0000, 1)
                .range(0x600_0000, 0x100_0000, 1)
                .memoryMap();
        assertThat(map.isUsable(0x600_0000, 0x800_0000)).isTrue();
        assertThat(map.highestPlace(0x180_0000, FLOOR, LIMIT).rawValue()).isEqualTo(0x680_0000);
    }

    @Test
    void emptyAndIgnoredEntriesSayNothing() {
        MemoryMap map = machine()
                .range(0, 0x1000_0000, 1)
                .range(0xFFF_F000, 0, 2)
                .range(0x2000_0000, 0x1000_0000, 1, 0)
                .memoryMap();
        assertThat(map.highestPlace(0x1_0000, FLOOR, LIMIT).rawValue()).isEqualTo(0xFFF_0000);
        assertThat(map.usableEnd()).as("where the guest may go").isEqualTo(0x3000_0000);
    }

    @Test
    void anIgnoredEntryThatIsNotUsableIsBelievedAllTheSame() {
        MemoryMap map = machine()
                .range(0, 0x1000_0000, 1)
                .range(0xFFF_0000, 0x1000, 2, 0)
                .memoryMap();
        assertThat(map.highestPlace(0x1_0000, FLOOR, LIMIT).rawValue()).isEqualTo(0xFFE_0000);
    }

    @Test
    void whereEveryUsableEntryIsMarkedToBeIgnoredTheMarkMeansNothing() {
        MemoryMap map = machine()
                .range(0, 0x1000_0000, 1, 0)
                .range(0x1000_0000, 0x1000, 2, 1)
                .memoryMap();
        assertThat(map.highestPlace(0x1_0000, FLOOR, LIMIT).rawValue()).isEqualTo(0xFFF_0000);
    }

    @Test
    void aRangeBeyondTheAddressSpaceIsCut() {
        MemoryMap map =
                machine().range(0, 0x1000_0000, 1).range(0x800_0000, -1, 2).memoryMap();
        assertThat(map.highestPlace(0x1000, FLOOR, LIMIT).rawValue()).isEqualTo(0x7FF_F000);
    }

    @Test
    void unalignedEndsAreRoundedInwards() {
        MemoryMap map = machine().range(0x10_0000, 0xFF_FC00, 1).memoryMap();
        assertThat(map.highestPlace(0x1000, FLOOR, LIMIT).rawValue()).isEqualTo(0x10F_E000);
    }

    @Test
    void thereIsNoPlaceWhereThereIsTooLittle() {
        MemoryMap map = machine().range(0, 0x21_0000, 1).memoryMap();
        assertThat(map.highestPlace(0x2_0000, FLOOR, LIMIT).rawValue()).isZero();
        assertThat(map.highestPlace(0x1_0000, FLOOR, LIMIT).rawValue()).isEqualTo(FLOOR);
    }

    /** Against a page-by-page count over small maps. */
    @Property(tries = 300)
    void thePlaceIsTheHighestThatAPageByPageSearchFinds(
            @ForAll("maps") List<long[]> ranges, @ForAll("sizes") long pages) {
        LoadedMachine machine = machine();
        for (long[] range : ranges) {
            machine.range(range[0], range[1], (int) range[2], (int) range[3]);
        }
        long limit = 64 * 4096;
        long expected = 0;
        for (long start = 4096; start + pages * 4096 <= limit; start += 4096) {
            if (allUsable(ranges, start, start + pages * 4096)) {
                expected = start;
            }
        }
        assertThat(machine.memoryMap().highestPlace(pages * 4096, 4096, limit).rawValue())
                .isEqualTo(expected);
    }

    @Provide
    Arbitrary<Long> sizes() {
        return Arbitraries.longs().between(1, 12);
    }

    @Provide
    Arbitrary<List<long[]>> maps() {
        Arbitrary<Long> units = Arbitraries.longs().between(0, 140);
        Arbitrary<Long> type = Arbitraries.of(1L, 1L, 1L, 2L, 3L);
        Arbitrary<Long> attributes = Arbitraries.of(1L, 1L, 1L, 0L);
        return Combinators.combine(units, units, type, attributes)
                .as((start, length, kind, valid) -> new long[] {start * 2048, length * 2048, kind, valid})
                .list()
                .ofMaxSize(8);
    }

    private static boolean allUsable(List<long[]> ranges, long from, long to) {
        boolean marks = ranges.stream().anyMatch(range -> range[2] == 1 && range[3] == 1);
        for (long half = from; half < to; half += 2048) {
            boolean usable = false;
            for (long[] range : ranges) {
                boolean ignored = marks && range[2] == 1 && range[3] == 0;
                if (!ignored && half >= range[0] && half < range[0] + range[1]) {
                    if (range[2] != 1) {
                        return false;
                    }
                    usable = true;
                }
            }
            if (!usable) {
                return false;
            }
        }
        return true;
    }

    private static LoadedMachine machine() {
        return new LoadedMachine(CpuModel.epyc(), 0x10_0000, "");
    }
}
