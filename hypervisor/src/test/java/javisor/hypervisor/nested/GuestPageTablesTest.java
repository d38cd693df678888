package javisor.hypervisor.nested;

import static org.assertj.core.api.Assertions.assertThat;

import javisor.hypervisor.memory.MemoryMap;
import javisor.hypervisor.memory.PageAllocator;
import javisor.machine.address.GuestPhysical;
import javisor.machine.address.HostPhysical;
import javisor.machine.x86.Msr;
import javisor.simulator.CpuModel;
import javisor.simulator.PageWalk;
import javisor.simulator.SimulatedMachine;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuestPageTablesTest {
    private boolean forgotten;
    private static final long GIB = 1L << 30;
    private static final long MAP = 0x6000;
    private static final long WITHHELD = 0x7FE0_3000L;
    private static final long WITHHELD_END = 0x7FFD_A000L;
    private static final long POOL = 0x10_0000;
    private static final long POOL_END = 0x40_0000;

    private final SimulatedMachine machine = SimulatedMachine.install(CpuModel.epyc(), 64 << 20);
    private int entries;
    private PageAllocator pages;

    GuestPageTablesTest() {
        memoryRange(0, 0x9FC00, 1);
        memoryRange(0x10_0000, 0x7FFD_A000L - 0x10_0000, 1);
        memoryRange(0x7FFD_A000L, 0x2_6000, 2);
        memoryRange(0xB000_0000L, 0x1000_0000L, 2);
        memoryRange(4 * GIB, 2 * GIB + 0x800_0000L, 1);
    }

    @Property(tries = 300)
    void everyAddressIsItselfOrInTheWithheldRangeNeverIs(
            @ForAll @IntRange(min = 36, max = 52) int bits,
            @ForAll boolean gigabytePages,
            @ForAll @LongRange(min = 0, max = (1L << 48) - 1) long random,
            @ForAll @IntRange(max = 48) int scale) {
        GuestPageTables tables = tables(bits, gigabytePages);
        long address = (random >>> scale) & (1L << Math.min(bits, 48)) - 1;
        checkAddress(tables, address, bits);
        checkAddress(tables, WITHHELD + random % (WITHHELD_END - WITHHELD), bits);
    }

    @ParameterizedTest
    @ValueSource(ints = {36, 39, 40, 43, 48, 52})
    void theBordersAreExact(int bits) {
        for (boolean gigabytePages : new boolean[] {true, false}) {
            GuestPageTables tables = tables(bits, gigabytePages);
            long top = 1L << Math.min(bits, 48);
            for (long border : new long[] {0, 0xA_0000, WITHHELD, WITHHELD_END, 4 * GIB, 512 * GIB % top, top}) {
                for (long address = border - 2; address < border + 2; address++) {
                    if (address >= 0 && address < top) {
                        checkAddress(tables, address, bits);
                    }
                }
            }
        }
    }

    @Test
    void largePagesAreUsedWhereMemoryIsOfOneKind() {
        GuestPageTables tables = tables(40, true);
        assertThat(walk(tables, 0x1000, 40).pageSize()).isEqualTo(4096);
        assertThat(walk(tables, 0x20_0000, 40).pageSize()).isEqualTo(2 << 20);
        assertThat(walk(tables, 0x7000_0000L, 40).pageSize()).isEqualTo(2 << 20);
        assertThat(walk(tables, WITHHELD - 1, 40).pageSize()).isEqualTo(4096);
        assertThat(walk(tables, 0xFEC0_0000L, 40).pageSize()).isEqualTo(2 << 20);
        assertThat(walk(tables, 4 * GIB, 40).pageSize()).isEqualTo(GIB);
        assertThat(walk(tables, 6 * GIB, 40).pageSize()).as("RAM ends inside").isEqualTo(2 << 20);
        assertThat(walk(tables, 100 * GIB, 40).pageSize()).isEqualTo(GIB);
    }

    @Test
    void anAddressThatIsMappedOrBeyondTheProcessorIsNotFilled() {
        GuestPageTables tables = tables(40, true);
        assertThat(fill(tables, 0x1000)).isFalse();
        assertThat(fill(tables, 1L << 40)).isFalse();
        assertThat(fill(tables, 1L << 39)).isTrue();
        assertThat(forgotten).isFalse();
        assertThat(fill(tables, 1L << 39)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aWholeAddressSpaceIsServedFromAFewPagesWhichAreUsedAgain(boolean gigabytePages) {
        GuestPageTables tables = tables(48, gigabytePages);
        int before = pages.remaining();
        int recycled = 0;
        for (int i = 0; i < 512; i++) {
            long address = (i * 7L % 512 << 39) + i * 3L * GIB;
            checkAddress(tables, address & (1L << 48) - 1, 48);
            recycled += forgotten ? 1 : 0;
        }
        assertThat(pages.remaining()).isEqualTo(before);
        assertThat(recycled).isPositive();
        checkAddress(tables, 0x1234, 48);
        checkAddress(tables, WITHHELD, 48);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void asManyPagesAreTakenAsAnnouncedAndTheyAreEnough(boolean gigabytePages) {
        for (int bits = 36; bits <= 52; bits++) {
            GuestPageTables tables = tables(bits, gigabytePages);
            long taken = (POOL_END - POOL) / 4096 - pages.remaining();
            assertThat(taken).isEqualTo(GuestPageTables.pages(paging(bits, gigabytePages), memory()));
            for (long address = 0; gigabytePages && address < memory().usableEnd(); address += GIB / 8) {
                assertThat(walk(tables, address, bits)).as("0x%x", address).isNotNull();
            }
        }
    }

    @Test
    void bothEndsOfARangeAbove4GibMayNeedATable() {
        for (int i = 8; i < 40; i += 4) {
            memoryRange(i * GIB + 0x20_0000, 2 * GIB, 1);
        }
        asManyPagesAreTakenAsAnnouncedAndTheyAreEnough(true);
    }

    @Test
    void bitsOfMemoryEncryptionAreNoAddressBitsWhereTheFirmwareHasSwitchedItOn() {
        SimulatedMachine.install(CpuModel.epyc(), 1 << 20).msrs().preset(Msr.SYSCFG, 1 << 23);
        assertThat(AddressWidth.ofProcessor()).isEqualTo(new AddressWidth(48 - 5, true));
        SimulatedMachine.install(CpuModel.epyc(), 1 << 20);
        assertThat(AddressWidth.ofProcessor()).isEqualTo(new AddressWidth(48, true));
        SimulatedMachine.install(CpuModel.minimalSvm().with(0x8000_001F, 0, 0, 0, 0, 0), 1 << 20);
        assertThat(AddressWidth.ofProcessor()).isEqualTo(new AddressWidth(40, true));
    }

    private boolean fill(GuestPageTables tables, long address) {
        forgotten = false;
        return tables.fill(new GuestPhysical(address), () -> forgotten = true);
    }

    private void checkAddress(GuestPageTables tables, long address, int bits) {
        for (int faults = 0; walk(tables, address, bits) == null; faults++) {
            assertThat(faults).as("faults at 0x%x", address).isLessThan(2);
            assertThat(fill(tables, address)).isTrue();
        }
        PageWalk walk = walk(tables, address, bits);
        boolean withheld = address >= WITHHELD && address < WITHHELD_END;
        long nowhere = tables.nowhere().rawValue();
        assertThat(walk.address()).as("0x%x", address).isEqualTo(withheld ? nowhere + (address & 0xFFF) : address);
        assertThat(walk.cacheControl()).isEqualTo(withheld ? 3 : 0);
        assertThat(walk.writable() && walk.user() && walk.executable()).isTrue();
    }

    private PageWalk walk(GuestPageTables tables, long address, int bits) {
        return PageWalk.of(machine.memory(), tables.root().rawValue(), address, bits);
    }

    private GuestPageTables tables(int bits, boolean gigabytePages) {
        pages = new PageAllocator(new HostPhysical(POOL), new HostPhysical(POOL_END));
        return new GuestPageTables(
                paging(bits, gigabytePages),
                memory(),
                new HostPhysical(WITHHELD),
                new HostPhysical(WITHHELD_END),
                pages);
    }

    private NestedPaging paging(int bits, boolean gigabytePages) {
        return new NestedPaging(
                new LongModeFormat(),
                new AddressWidth(bits, gigabytePages),
                new NativeTypes(memory()),
                NestedPaging.NONE);
    }

    private MemoryMap memory() {
        return new MemoryMap(new HostPhysical(MAP).toVirtual(), entries);
    }

    private void memoryRange(long address, long length, int type) {
        long entry = MAP + entries++ * 24L;
        machine.memory().write(entry, 8, address);
        machine.memory().write(entry + 8, 8, length);
        machine.memory().write(entry + 16, 8, 1L << 32 | type);
    }
}
