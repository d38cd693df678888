package javisor.hypervisor.nested;

import static javisor.hypervisor.nested.MemoryTypes.MIXED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import javisor.simulator.CpuModel;
import javisor.simulator.SimulatedMachine;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class MtrrsTest {
    private static final int BITS = 39;
    private static final long PAGE = 4096;
    private static final long MIB2 = 1L << 21;
    private static final long GIB = 1L << 30;
    private static final int UC = 0;
    private static final int WC = 1;
    private static final int WT = 4;
    private static final int WP = 5;
    private static final int WB = 6;

    private final SimulatedMachine machine = SimulatedMachine.install(CpuModel.intel(), 1 << 20);

    @Property(tries = 300)
    void aPageHasTheTypeOfTheManual(@ForAll Random random, @ForAll @LongRange(min = 0, max = (1L << 39) - 1) long any) {
        MtrrSet set = MtrrSet.random(random, BITS, true, 0, 0x8_0000, 4 * GIB, any);
        Mtrrs mtrrs = mtrrs(set);
        for (int i = 0; i < 100; i++) {
            long near = any + (random.nextLong() >> 24 + random.nextInt(40));
            long page = (i < 50 ? near : random.nextLong(0x12_0000)) & (1L << BITS) - PAGE;
            assertThat(mtrrs.of(page, PAGE)).as("0x%x", page).isEqualTo(set.typeOf(page));
        }
    }

    @Property(tries = 150)
    void aBlockThatIsNotMixedHasThatTypeThroughout(@ForAll Random random) {
        MtrrSet set = MtrrSet.random(random, BITS, true, 0, 2 * GIB, 4 * GIB);
        Mtrrs mtrrs = mtrrs(set);
        for (int i = 0; i < 8; i++) {
            long bytes = i % 4 == 0 ? GIB : MIB2;
            long start = random.nextLong(6 * GIB) & -bytes;
            int type = mtrrs.of(start, bytes);
            if (type != MIXED) {
                assertThat(set.uniform(start, bytes))
                        .as("0x%x + 0x%x", start, bytes)
                        .isTrue();
                assertThat(type).isEqualTo(set.typeOf(start));
            }
        }
    }

    @Test
    void aBlockInsideOneRangeOrBesideAllIsNotMixed() {
        Mtrrs mtrrs = mtrrs(MtrrSet.of(UC, range(0, 2 * GIB, WB), range(3 * GIB, MIB2, WC)));
        assertThat(mtrrs.of(GIB, GIB)).isEqualTo(WB);
        assertThat(mtrrs.of(2 * GIB, GIB)).isEqualTo(UC);
        assertThat(mtrrs.of(3 * GIB, GIB)).isEqualTo(MIXED);
        assertThat(mtrrs.of(3 * GIB, MIB2)).isEqualTo(WC);
        assertThat(mtrrs.of(3 * GIB + MIB2, MIB2)).isEqualTo(UC);
    }

    @Test
    void aRangeThatMakesNoDifferenceDoesNotDivideABlock() {
        Mtrrs mtrrs = mtrrs(MtrrSet.of(WB, range(GIB, MIB2, WB), range(2 * GIB, GIB, UC), range(2 * GIB, PAGE, WC)));
        assertThat(mtrrs.of(GIB, GIB)).isEqualTo(WB);
        assertThat(mtrrs.of(2 * GIB, GIB)).isEqualTo(UC);
    }

    @Test
    void rangesThatOverlapFollowThePrecedences() {
        int[][] cases = {
            {UC, WB, UC}, {WT, WB, WT}, {WB, WB, WB}, {WC, WB, UC}, {WP, WT, UC}, {WC, UC, UC}, {WC, WC, WC}
        };
        for (int[] types : cases) {
            for (int swap = 0; swap < 2; swap++) {
                Mtrrs mtrrs = mtrrs(MtrrSet.of(WB, range(0, 8 * GIB, types[swap]), range(0, 4 * GIB, types[1 - swap])));
                assertThat(mtrrs.of(GIB, GIB)).as("%d, %d", types[0], types[1]).isEqualTo(types[2]);
            }
        }
    }

    @Test
    void theFirstMegabyteIsAlwaysInSmallPages() {
        Mtrrs mtrrs = mtrrs(MtrrSet.of(WB));
        assertThat(mtrrs.of(0, GIB)).isEqualTo(MIXED);
        assertThat(mtrrs.of(0, MIB2)).isEqualTo(MIXED);
        assertThat(mtrrs.of(MIB2, MIB2)).isEqualTo(WB);
    }

    @Test
    void aProcessorWithoutMtrrsLeavesTypesToThePat() {
        SimulatedMachine.install(CpuModel.intel().with(1, 0, 0, 0, 0, 0), 1 << 20);
        Mtrrs mtrrs = new Mtrrs();
        assertThat(mtrrs.of(0xA_0000, PAGE)).isEqualTo(WB);
        assertThat(mtrrs.of(GIB, GIB)).isEqualTo(WB);
        assertThat(mtrrs.covers(0x2FF)).isFalse();
    }

    @Test
    void aProcessorWithoutFixedRangesIsNotAskedForThem() {
        MtrrSet.of(UC, range(0, GIB, WB)).load(machine.msrs());
        machine.msrs().preset(0xFE, 1);
        Mtrrs mtrrs = new Mtrrs();
        assertThat(mtrrs.of(0xA_0000, PAGE)).isEqualTo(WB);
        assertThat(mtrrs.covers(0x250)).isFalse();
        assertThat(mtrrs.covers(0x201)).isTrue();
        assertThat(mtrrs.covers(0x202)).isFalse();
    }

    @Test
    void theRegistersAreThoseOfTheManual() {
        Mtrrs mtrrs = mtrrs(MtrrSet.of(WB));
        for (int msr = 0; msr < 0x400; msr++) {
            boolean variable = msr >= 0x200 && msr <= 0x20F;
            boolean fixed = msr == 0x250 || msr == 0x258 || msr == 0x259 || msr >= 0x268 && msr <= 0x26F;
            assertThat(mtrrs.covers(msr)).as("0x%x", msr).isEqualTo(variable || fixed || msr == 0x2FF);
        }
    }

    @Test
    void whatIsWrittenWhileTheyAreOffCountsWhenTheyAreOn() {
        Mtrrs mtrrs = mtrrs(MtrrSet.of(WB));
        assertThat(mtrrs.reread()).as("nothing written").isFalse();
        machine.msrs().write(0x2FF, WB);
        assertThat(mtrrs.reread()).as("off").isFalse();
        assertThat(mtrrs.of(GIB, GIB)).isEqualTo(WB);
        machine.msrs().write(0x200, GIB | WC);
        machine.msrs().write(0x201, (1L << BITS) - GIB | 0x800);
        machine.msrs().write(0x26F, 0x0505_0505_0505_0505L);
        assertThat(mtrrs.reread()).as("still off").isFalse();
        assertThat(mtrrs.of(GIB, GIB)).isEqualTo(WB);
        machine.msrs().write(0x2FF, 0xC00 | WB);
        assertThat(mtrrs.reread()).isTrue();
        assertThat(mtrrs.of(GIB, GIB)).isEqualTo(WC);
        assertThat(mtrrs.of(0xF_F000, PAGE)).isEqualTo(WP);
    }

    @Test
    void oneWrittenWhileTheyAreOnCountsAtOnce() {
        Mtrrs mtrrs = mtrrs(MtrrSet.of(WB, range(GIB, GIB, WT)));
        machine.msrs().write(0x201, 0);
        assertThat(mtrrs.reread()).isTrue();
        assertThat(mtrrs.of(GIB, GIB)).isEqualTo(WB);
        machine.msrs().write(0x258, 0x0606_0606_0606_0600L);
        assertThat(mtrrs.reread()).isTrue();
        assertThat(mtrrs.of(0x8_3000, PAGE)).isEqualTo(UC);
        assertThat(mtrrs.of(0x8_4000, PAGE)).isEqualTo(WB);
    }

    private Mtrrs mtrrs(MtrrSet set) {
        set.load(machine.msrs());
        return new Mtrrs();
    }

    private static MtrrSet.Range range(long start, long bytes, int type) {
        return MtrrSet.Range.of(start, bytes, type, BITS);
    }
}
