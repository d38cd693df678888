package javisor.hypervisor.memory;

import static org.assertj.core.api.Assertions.assertThat;

import javisor.hypervisor.LoadedMachine;
import javisor.simulator.CpuModel;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WithheldTest {
    private static final long PAGE = PageAllocator.PAGE;
    private static final long BIT_20 = 0x10_0000;
    private static final int TABLE_PAGES = 10;
    private static final int OWN_PAGES = 30;
    private static final long IMAGE = 0x1_F000;

    @ParameterizedTest
    @CsvSource({
        "0x1FFDE000, 0x1FEB9000",
        "0x1FEDE000, 0x1FE97000",
        "0x1FE20000, 0x1FCB9000",
        "0x1FF00000, 0x1FEB9000",
    })
    void whatIsUsedLiesWhereBit20IsClearAndAllUpToTheEndIsWithheld(String usableEnd, String start) {
        Withheld withheld = choose(machine(Long.decode(usableEnd)), IMAGE, TABLE_PAGES, OWN_PAGES);
        assertThat(withheld.start().rawValue()).isEqualTo(Long.decode(start));
        assertThat(withheld.end().rawValue()).isEqualTo(Long.decode(usableEnd));
    }

    @Property(tries = 500)
    void noPageInUseIsReachedByAnotherAddressWithA20Off(
            @ForAll @IntRange(min = 0x400, max = 0x4000) int usablePages,
            @ForAll @IntRange(min = 1, max = 128) int imagePages,
            @ForAll @IntRange(min = 1, max = 64) int ownPages) {
        Withheld withheld = choose(machine(usablePages * PAGE), imagePages * PAGE, TABLE_PAGES, ownPages);
        assertThat(withheld.found()).isTrue();
        for (long page = withheld.start().rawValue(); page < withheld.ownEnd().rawValue(); page += PAGE) {
            assertThat(page & BIT_20).isZero();
        }
        assertThat(withheld.ownEnd().rawValue())
                .isLessThanOrEqualTo(withheld.end().rawValue());
        assertThat(withheld.end().rawValue()).isEqualTo(usablePages * PAGE);
        long used = (imagePages + TABLE_PAGES + ownPages) * PAGE;
        assertThat(withheld.bytes()).isLessThan(BIT_20 + 2 * used);
    }

    @Test
    void aHoleBelowTheEndMovesItBelowTheHole() {
        LoadedMachine machine = machine(0x1FFD_E000).range(0x1FF0_0000, PAGE, 2);
        Withheld withheld = choose(machine, IMAGE, TABLE_PAGES, OWN_PAGES);
        assertThat(withheld.end().rawValue()).isEqualTo(0x1FF0_0000);
        assertThat(withheld.start().rawValue() & BIT_20).isZero();
    }

    @Test
    void whatTakesMoreThanAMegabyteLiesAtTheEnd() {
        Withheld withheld = choose(machine(0x1FFD_E000), 0x12_0000, TABLE_PAGES, OWN_PAGES);
        assertThat(withheld.ownEnd().rawValue()).isEqualTo(0x1FFD_E000);
        assertThat(withheld.end()).isEqualTo(withheld.ownEnd());
    }

    @Test
    void aMachineWithTooLittleMemoryHasNoPlace() {
        assertThat(choose(machine(0x24_0000), IMAGE, TABLE_PAGES, OWN_PAGES).found())
                .isFalse();
    }

    private static Withheld choose(LoadedMachine machine, long imageBytes, int tablePages, int ownPages) {
        return Withheld.choose(machine.memoryMap(), imageBytes, tablePages, ownPages);
    }

    private static LoadedMachine machine(long usableEnd) {
        return new LoadedMachine(CpuModel.epyc(), 0x10_0000, "").range(0x10_0000, usableEnd - 0x10_0000, 1);
    }
}
