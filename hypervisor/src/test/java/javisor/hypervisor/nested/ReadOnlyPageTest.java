package javisor.hypervisor.nested;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import javisor.hypervisor.memory.MemoryMap;
import javisor.hypervisor.memory.PageAllocator;
import javisor.machine.address.GuestPhysical;
import javisor.machine.address.HostPhysical;
import javisor.simulator.CpuModel;
import javisor.simulator.EptWalk;
import javisor.simulator.PageWalk;
import javisor.simulator.SimulatedMachine;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The one page that the guest may read and not write, in the formats of both makers. */
final class ReadOnlyPageTest {
    private static final long GIB = 1L << 30;
    private static final long PAGE = PageAllocator.PAGE;
    private static final long LOCAL_APIC = 0xFEE0_0000L;
    private static final long MAP = 0x6000;
    private static final long LEAST_WITHHELD = 0x7FE0_3000L;
    private static final long MOST_WITHHELD = 0x7D00_1000L;
    private static final long WITHHELD_END = 0x7FFD_A000L;
    private static final long POOL = 0x10_0000;
    private static final long POOL_END = 0x60_0000;
    private static final int READ_AND_EXECUTE = 5;
    private static final int ALL_ACCESSES = 7;

    private SimulatedMachine machine;
    private boolean intel;
    private int bits;
    private long page;
    private long withheld = LEAST_WITHHELD;
    private GuestPageTables tables;
    private int taken;
    private int announced;

    /** Wherever it is, however large pages may be, however much is withheld, and whatever tables are made and used again. */
    @Property(tries = 120)
    void itAndNoOtherPageIsReadOnly(
            @ForAll boolean maker,
            @ForAll boolean gigabytePages,
            @ForAll @IntRange(min = 36, max = 48) int width,
            @ForAll boolean withholdMuch,
            @ForAll Random random) {
        withheld = withholdMuch ? MOST_WITHHELD : LEAST_WITHHELD;
        build(maker, width, gigabytePages, random.nextInt(3) == 0 ? LOCAL_APIC : somewhere(random));
        check();
        for (int i = 0; i < 10; i++) {
            checkWritable(random.nextLong(withheld, WITHHELD_END));
        }
        for (int i = 0; i < 40; i++) {
            long at = random.nextLong() >>> 16 + random.nextInt(32) & (1L << bits) - 1;
            if (!tables.readOnly(new GuestPhysical(at))) {
                checkWritable(at);
            }
        }
        check();
    }

    @Property(tries = 60)
    void theRightToWriteIsTakenAndGivenBackAndNothingElseChanges(
            @ForAll boolean maker, @ForAll boolean gigabytePages, @ForAll Random random) {
        build(maker, 48, gigabytePages, random.nextBoolean() ? LOCAL_APIC : somewhere(random));
        byte[] before = machine.memory().bytes(POOL, (int) (POOL_END - POOL));
        tables.protect(false);
        checkWritable(page);
        assertThat(differences(before, machine.memory().bytes(POOL, before.length)))
                .as("bytes changed")
                .isOne();
        tables.protect(true);
        check();
        assertThat(machine.memory().bytes(POOL, before.length)).isEqualTo(before);
    }

    /** The tables that lead to it are none of those that are used again. */
    @Property(tries = 20)
    void itCanBeProtectedAfterTheWholeAddressSpaceWasUsed(@ForAll boolean maker, @ForAll boolean gigabytePages) {
        build(maker, 48, gigabytePages, LOCAL_APIC);
        tables.protect(false);
        for (long at = 0; at < 1L << 48; at += 700 * GIB) {
            fill(at);
        }
        checkWritable(page);
        tables.protect(true);
        check();
    }

    @Property(tries = 60)
    void asManyPagesAreTakenAsAnnounced(
            @ForAll boolean maker, @ForAll boolean gigabytePages, @ForAll @IntRange(min = 36, max = 52) int width) {
        build(maker, width, gigabytePages, LOCAL_APIC);
        assertThat(taken).isEqualTo(announced);
    }

    private void build(boolean maker, int width, boolean gigabytePages, long readOnly) {
        intel = maker;
        bits = width;
        page = readOnly;
        machine = SimulatedMachine.install(intel ? CpuModel.intel() : CpuModel.epyc(), 64 << 20);
        long[][] ranges = {
            {0, 0x9_FC00, 1},
            {0x10_0000, WITHHELD_END - 0x10_0000, 1},
            {WITHHELD_END, 0x2_6000, 2},
            {0xB000_0000L, 0x1000_0000L, 2},
            {4 * GIB, 2 * GIB + 0x800_0000L, 1}
        };
        for (int i = 0; i < ranges.length; i++) {
            long entry = MAP + i * 24L;
            machine.memory().write(entry, 8, ranges[i][0]);
            machine.memory().write(entry + 8, 8, ranges[i][1]);
            machine.memory().write(entry + 16, 8, 1L << 32 | ranges[i][2]);
        }
        MemoryMap memory = new MemoryMap(new HostPhysical(MAP).toVirtual(), ranges.length);
        if (intel) {
            new MtrrSet(6, new int[88], List.of(MtrrSet.Range.of(3 * GIB, GIB, 0, bits))).load(machine.msrs());
        }
        NestedPaging paging = new NestedPaging(
                intel ? new EptFormat() : new LongModeFormat(),
                new AddressWidth(bits, gigabytePages),
                intel ? new Mtrrs() : new NativeTypes(memory),
                page);
        PageAllocator pages = new PageAllocator(new HostPhysical(POOL), new HostPhysical(POOL_END));
        int before = pages.remaining();
        tables = new GuestPageTables(paging, memory, new HostPhysical(withheld), new HostPhysical(WITHHELD_END), pages);
        taken = before - pages.remaining();
        announced = GuestPageTables.pages(paging, memory);
    }

    private void check() {
        for (long at : new long[] {page, page + 0x300, page + PAGE - 1}) {
            assertThat(tables.readOnly(new GuestPhysical(at))).isTrue();
            assertThat(writable(at)).as("0x%x", at).isFalse();
        }
        assertThat(tables.readOnly(new GuestPhysical(page - 1))).isFalse();
        assertThat(tables.readOnly(new GuestPhysical(page + PAGE))).isFalse();
        checkWritable(page - 1);
        checkWritable(page + PAGE);
    }

    private void checkWritable(long at) {
        fill(at);
        assertThat(writable(at)).as("0x%x", at).isTrue();
    }

    private void fill(long at) {
        for (int faults = 0; faults < 3; faults++) {
            tables.fill(new GuestPhysical(at), () -> {});
        }
    }

    /** Whether it may be written; it is itself or, if withheld, nowhere, and can be read and executed. */
    private boolean writable(long at) {
        boolean itself = at < withheld || at >= WITHHELD_END;
        long place = itself ? at : tables.nowhere().rawValue() + (at & PAGE - 1);
        if (intel) {
            EptWalk walk = EptWalk.of(machine.memory(), tables.root().rawValue(), at, bits);
            assertThat(walk.address()).as("0x%x", at).isEqualTo(place);
            assertThat(walk.accesses() & READ_AND_EXECUTE).isEqualTo(READ_AND_EXECUTE);
            return walk.accesses() == ALL_ACCESSES;
        }
        PageWalk walk = PageWalk.of(machine.memory(), tables.root().rawValue(), at, bits);
        assertThat(walk.address()).as("0x%x", at).isEqualTo(place);
        assertThat(walk.user() && walk.executable()).isTrue();
        return walk.writable();
    }

    private long somewhere(Random random) {
        long at = random.nextLong(1 << 21, 4 * GIB - PAGE) & -PAGE;
        return at >= withheld - PAGE && at < WITHHELD_END + PAGE ? LOCAL_APIC : at;
    }

    private static int differences(byte[] one, byte[] other) {
        int count = 0;
        for (int i = 0; i < one.length; i++) {
            count += one[i] == other[i] ? 0 : 1;
        }
        return count;
    }
}
