package javisor.hypervisor.memory;

import static org.assertj.core.api.Assertions.assertThat;

import javisor.hypervisor.LoadedMachine;
import javisor.machine.address.HostPhysical;
import javisor.simulator.CpuModel;
import javisor.simulator.PageWalk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostPageTablesTest {
    private static final long GIGABYTE = 0x4000_0000;
    private static final HostPhysical PLACE = new HostPhysical(0x7FE9_3000);
    private static final int OWN_PAGES = 7;

    private LoadedMachine machine;
    private Withheld withheld;
    private HostAddressSpace space;

    @BeforeEach
    void build() {
        machine = new LoadedMachine(CpuModel.epyc(), 0x8000_0000L, "");
        space = build(6 * GIGABYTE, true, true);
    }

    @Test
    void textIsExecutableAndReadOnly() {
        PageWalk walk = walk(LoadedMachine.symbol("_start"));
        assertThat(walk.address()).isEqualTo(PLACE.rawValue());
        assertThat(walk.writable()).isFalse();
        assertThat(walk.executable()).isTrue();
        assertThat(walk(LoadedMachine.symbol("__text_end") - 1).executable()).isTrue();
    }

    @Test
    void readOnlyDataIsNeitherWritableNorExecutable() {
        PageWalk walk = walk(LoadedMachine.symbol("__text_end"));
        assertThat(walk.writable()).isFalse();
        assertThat(walk.executable()).isFalse();
        assertThat(walk(LoadedMachine.symbol("__rodata_end") - 1).writable()).isFalse();
    }

    @Test
    void dataIsWritableAndNotExecutable() {
        PageWalk walk = walk(LoadedMachine.symbol("__rodata_end"));
        assertThat(walk.writable()).isTrue();
        assertThat(walk.executable()).isFalse();
        long last = LoadedMachine.symbol("__image_end") - 1;
        assertThat(walk(last).address()).isEqualTo(PLACE.rawValue() + LoadedMachine.IMAGE_BYTES - 1);
    }

    @Test
    void nothingIsUnderTheStacksNorBehindTheImageNorAtAddressZero() {
        assertThat(walk(LoadedMachine.symbol("javisor_stack_guard"))).isNull();
        assertThat(walk(LoadedMachine.symbol("javisor_fault_stack_guard"))).isNull();
        assertThat(walk(LoadedMachine.symbol("__image_end"))).isNull();
        assertThat(walk(0)).isNull();
        assertThat(walk(0xB8000)).isNull();
    }

    @Test
    void theWindowShowsAllMemoryWritableAndNeverExecutable() {
        for (long physical :
                new long[] {0, 0x400, 0xB_8000, 0x20_0000, PLACE.rawValue() - 1, 0xFEE0_0000L, 5 * GIGABYTE}) {
            PageWalk walk = window(physical);
            assertThat(walk.address()).isEqualTo(physical);
            assertThat(walk.writable()).isTrue();
            assertThat(walk.executable()).isFalse();
        }
        assertThat(window(0xB_8000).pageSize()).isEqualTo(4096);
        assertThat(window(3 * GIGABYTE).pageSize()).isEqualTo(0x20_0000);
        assertThat(window(5 * GIGABYTE).pageSize()).isEqualTo(GIGABYTE);
        assertThat(window(6 * GIGABYTE)).isNull();
    }

    @Test
    void ofTheWithheldRangeTheWindowShowsOnlyTheVirtualisationsPages() {
        for (long at = withheld.start().rawValue(); at < withheld.end().rawValue(); at += 4096) {
            PageWalk walk = window(at);
            if (at < withheld.own().rawValue()) {
                assertThat(walk).isNull();
            } else {
                assertThat(walk.address()).isEqualTo(at);
                assertThat(walk.writable()).isTrue();
            }
        }
        assertThat(window(withheld.end().rawValue()).address())
                .isEqualTo(withheld.end().rawValue());
    }

    @Test
    void guestMemoryIsShownUnlessItIsWithheldOrBehindTheWindow() {
        assertThat(space.showsGuestMemory(new HostPhysical(0), 16)).isTrue();
        assertThat(space.showsGuestMemory(withheld.start().subtract(16), 16)).isTrue();
        assertThat(space.showsGuestMemory(withheld.start().subtract(15), 16)).isFalse();
        assertThat(space.showsGuestMemory(withheld.own(), 1)).isFalse();
        assertThat(space.showsGuestMemory(withheld.end().subtract(1), 16)).isFalse();
        assertThat(space.showsGuestMemory(withheld.end(), 16)).isTrue();
        assertThat(space.showsGuestMemory(new HostPhysical(6 * GIGABYTE - 15), 16))
                .isFalse();
        assertThat(space.showsGuestMemory(new HostPhysical(-8), 16)).isFalse();
    }

    @Test
    void withoutNoExecutePagesTheBitStaysClear() {
        space = build(GIGABYTE, true, false);
        assertThat(walk(LoadedMachine.symbol("__rodata_end")).executable()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, true, 4", "6, true, 6", "6, false, 6", "300, false, 300", "600, true, 600", "3, false, 4"})
    void theComputedPageCountSufficesAndIsHardlyMore(long gigabytes, boolean gigabytePages, long shown) {
        space = build(gigabytes * GIGABYTE, gigabytePages, true);
        assertThat(space.windowEnd().rawValue()).isEqualTo(shown * GIGABYTE);
        assertThat(window(shown * GIGABYTE - 1).address()).isEqualTo(shown * GIGABYTE - 1);
    }

    @Test
    void memoryBeyondWhatTheProcessorReachesIsNotShown() {
        HostPageTables tables = new HostPageTables(1L << 60, 40, true, true, 1);
        assertThat(tables.pages(LoadedMachine.IMAGE_BYTES, OWN_PAGES)).isLessThan(20);
    }

    private HostAddressSpace build(long usableEnd, boolean gigabytePages, boolean noExecute) {
        HostPageTables tables = new HostPageTables(usableEnd, 48, gigabytePages, noExecute, 1);
        int pages = tables.pages(LoadedMachine.IMAGE_BYTES, OWN_PAGES);
        withheld = new Withheld(
                PLACE,
                PLACE.add(LoadedMachine.IMAGE_BYTES + (long) (pages + OWN_PAGES) * PageAllocator.PAGE),
                LoadedMachine.IMAGE_BYTES,
                pages,
                OWN_PAGES);
        return tables.build(withheld);
    }

    private PageWalk window(long physical) {
        return walk(HostPhysical.WINDOW + physical);
    }

    private PageWalk walk(long virtual) {
        return PageWalk.of(machine.machine().memory(), space.pml4().rawValue(), virtual, 48);
    }
}
