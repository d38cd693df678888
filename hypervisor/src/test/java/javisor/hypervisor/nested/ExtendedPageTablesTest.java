package javisor.hypervisor.nested;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javisor.hypervisor.memory.MemoryMap;
import javisor.hypervisor.memory.PageAllocator;
import javisor.machine.address.GuestPhysical;
import javisor.machine.address.HostPhysical;
import javisor.simulator.CpuModel;
import javisor.simulator.EptWalk;
import javisor.simulator.SimulatedMachine;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ExtendedPageTablesTest {
    private boolean forgotten;
    private static final long PAGE = 4096;
    private static final long MIB2 = 1L << 21;
    private static final long GIB = 1L << 30;
    private static final long MAP = 0x6000;
    private static final long POOL = 0x10_0000;
    private static final long POOL_END = 0x40_0000;
    private static final int UC = 0;
    private static final int WC = 1;
    private static final int WB = 6;

    private final SimulatedMachine machine = SimulatedMachine.install(CpuModel.intel(), 64 << 20);
    private int bits = 39;
    private boolean gigabytePages = true;
    private int entries;
    private long withheld = 0x7FE0_3000L;
    private long withheldEnd = 0x7FFD_A000L;
    private MtrrSet set;
    private Mtrrs mtrrs;
    private GuestPageTables tables;

    @Property(tries = 250)
    void everyAddressIsItselfWithTheTypeOfTheMtrrsAlsoAfterTheyChange(
            @ForAll Random random, @ForAll @IntRange(min = 36, max = 52) int width, @ForAll boolean large) {
        randomMachine(random, width, large);
        build(randomSet(random, true));
        checkMany(random, 30);
        for (int i = 0; i < 2; i++) {
            retype(randomSet(random, true));
            checkMany(random, 30);
        }
        checkTree();
    }

    @Property(tries = 150)
    void noPageSpansTwoTypes(@ForAll Random random, @ForAll boolean large) {
        randomMachine(random, 39, large);
        build(randomSet(random, true));
        for (int i = 0; i < 4; i++) {
            long address = interesting(random);
            check(address);
            long size = walk(address).pageSize();
            long start = address & -size;
            assertThat(set.uniform(start, size)).as("0x%x + 0x%x", start, size).isTrue();
        }
    }

    @Property(tries = 150)
    void tablesForRamAreThereFromTheStart(@ForAll Random random) {
        randomMachine(random, 39, true);
        build(randomSet(random, false));
        for (int i = 0; i < 40; i++) {
            long address = interesting(random);
            if (address < Math.max(4 * GIB, memory().usableEnd())) {
                assertThat(walk(address)).as("0x%x", address).isNotNull();
            }
        }
    }

    @Property(tries = 50)
    void farAddressesAreServedFromAFewPagesWhichAreUsedAgain(@ForAll Random random, @ForAll boolean large) {
        randomMachine(random, 48, large);
        long[] far = random.longs(48, 600 * GIB, 1L << 48).map(a -> a & -PAGE).toArray();
        build(MtrrSet.random(random, bits, false, far));
        boolean recycled = false;
        for (int i = 0; i < 2 * far.length; i++) {
            long address = far[i < far.length ? i : random.nextInt(far.length)];
            check(address + (random.nextInt(3) - 1) * PAGE);
            recycled |= forgotten;
            check(random.nextLong(MIB2));
            check(withheld);
        }
        assertThat(recycled).isTrue();
        checkTree();
        retype(MtrrSet.random(random, bits, false, far));
        checkMany(random, 20);
        checkTree();
    }

    @Test
    void pagesAreAsLargeAsTheTypesAllow() {
        memoryRange(0, 16 * GIB, 1);
        build(MtrrSet.of(WB, range(3 * GIB, GIB, UC), range(6 * GIB, MIB2, WC), range(8 * GIB + MIB2, PAGE, UC)));
        assertThat(walk(0x1000).pageSize()).isEqualTo(PAGE);
        assertThat(walk(MIB2).pageSize()).isEqualTo(MIB2);
        assertThat(walk(withheld - 1).pageSize()).isEqualTo(PAGE);
        assertThat(walk(GIB).pageSize()).as("the withheld range is inside").isEqualTo(MIB2);
        assertThat(walk(2 * GIB).pageSize()).isEqualTo(GIB);
        assertThat(walk(3 * GIB).pageSize()).isEqualTo(GIB);
        assertThat(walk(6 * GIB).pageSize()).isEqualTo(MIB2);
        assertThat(walk(8 * GIB).pageSize()).isEqualTo(MIB2);
        assertThat(walk(8 * GIB + MIB2).pageSize()).isEqualTo(PAGE);
        assertThat(walk(9 * GIB).pageSize()).isEqualTo(GIB);
        assertThat(walk(100 * GIB).pageSize()).isEqualTo(GIB);
    }

    @Test
    void aChangeOfTypesDividesPagesAndJoinsThemAgain() {
        memoryRange(0, 16 * GIB, 1);
        MtrrSet plain = MtrrSet.of(WB);
        build(plain);
        assertThat(walk(5 * GIB).pageSize()).isEqualTo(GIB);
        retype(MtrrSet.of(WB, range(5 * GIB, PAGE, WC)));
        assertThat(forgotten).isTrue();
        check(5 * GIB);
        assertThat(walk(5 * GIB).type()).isEqualTo(WC);
        check(5 * GIB + PAGE);
        assertThat(walk(5 * GIB + PAGE).type()).isEqualTo(WB);
        retype(plain);
        assertThat(walk(5 * GIB).pageSize()).isEqualTo(GIB);
    }

    @Test
    void allMemoryIsUncacheableIfTheMtrrsAreOffFromTheStart() {
        memoryRange(0, 16 * GIB, 1);
        build(new MtrrSet(WB, new int[88], List.of()));
        for (long address : new long[] {0, 0x1000, GIB, 3 * GIB, 9 * GIB, 100 * GIB}) {
            check(address);
            assertThat(walk(address).type()).isEqualTo(UC);
        }
    }

    @Test
    void anAddressThatIsMappedOrBeyondTheProcessorIsNotFilled() {
        bits = 40;
        build(MtrrSet.of(WB));
        assertThat(fill(tables, 0x1000)).isFalse();
        assertThat(fill(tables, 1L << 40)).isFalse();
        assertThat(fill(tables, 1L << 39)).isTrue();
        assertThat(forgotten).isFalse();
        assertThat(fill(tables, 1L << 39)).isFalse();
    }

    private boolean fill(GuestPageTables tables, long address) {
        forgotten = false;
        return tables.fill(new GuestPhysical(address), () -> forgotten = true);
    }

    private void checkMany(Random random, int count) {
        for (int i = 0; i < count; i++) {
            check(interesting(random));
        }
        check(withheld - 1);
        check(withheld);
        check(withheldEnd - 1);
        check(withheldEnd);
    }

    private void check(long address) {
        if (walk(address) == null) {
            assertThat(fill(tables, address)).as("0x%x", address).isTrue();
        }
        EptWalk walk = walk(address);
        assertThat(walk).as("0x%x after it was filled", address).isNotNull();
        boolean hidden = address >= withheld && address < withheldEnd;
        long nowhere = tables.nowhere().rawValue();
        assertThat(walk.address()).as("0x%x", address).isEqualTo(hidden ? nowhere + (address & 0xFFF) : address);
        assertThat(walk.type()).as("type of 0x%x", address).isEqualTo(hidden ? UC : set.typeOf(address));
        assertThat(walk.accesses()).isEqualTo(7);
        assertThat(walk.ignoresPat()).isFalse();
    }

    /** No table is named twice: a page that is used again is nowhere else. */
    private void checkTree() {
        Set<Long> seen = new HashSet<>();
        countTables(tables.root().rawValue(), 4, seen);
        assertThat(seen).allMatch(table -> table >= POOL && table < POOL_END);
    }

    private void countTables(long table, int level, Set<Long> seen) {
        assertThat(seen.add(table)).as("table 0x%x is named once", table).isTrue();
        for (int i = 0; i < 512 && level > 1; i++) {
            long entry = machine.memory().read(table + i * 8L, 8);
            if (entry != 0 && (level == 4 || (entry & 0x80) == 0)) {
                countTables(entry & -PAGE, level - 1, seen);
            }
        }
    }

    /** An address at a border of something, or anywhere. */
    private long interesting(Random random) {
        long reach = 1L << Math.min(bits, 48);
        long address = switch (random.nextInt(5)) {
            case 0 -> random.nextLong(MIB2);
            case 1 -> withheld + random.nextLong(-MIB2, MIB2);
            case 2 -> random.nextLong() >>> 16 + random.nextInt(36);
            case 3 -> random.nextLong(8 * GIB);
            default -> set.ranges().isEmpty() ? 0 : border(random);
        };
        return address & reach - 1;
    }

    private long border(Random random) {
        MtrrSet.Range range = set.ranges().get(random.nextInt(set.ranges().size()));
        long bytes = Long.lowestOneBit(range.mask() & -PAGE);
        return (range.base() & -PAGE) + random.nextInt(2) * bytes + random.nextInt(-4096, 4096);
    }

    private void randomMachine(Random random, int width, boolean large) {
        bits = width;
        gigabytePages = large;
        entries = 0;
        memoryRange(0, 0x9_FC00, 1);
        memoryRange(0x10_0000, random.nextLong(0x1000_0000L, 3 * GIB) & -PAGE, 1);
        memoryRange(4 * GIB, random.nextLong(12 * GIB) & -PAGE, 1);
        withheld = random.nextLong(MIB2, 3 * GIB) & -PAGE;
        withheldEnd = withheld + PAGE * random.nextInt(1, 400);
    }

    private MtrrSet randomSet(Random random, boolean anyMask) {
        return MtrrSet.random(random, bits, anyMask, 0, withheld, 3 * GIB, 4 * GIB, 9 * GIB, random.nextLong(32 * GIB));
    }

    private void build(MtrrSet mtrrSet) {
        set = mtrrSet;
        set.load(machine.msrs());
        mtrrs = new Mtrrs();
        PageAllocator pages = new PageAllocator(new HostPhysical(POOL), new HostPhysical(POOL_END));
        int before = pages.remaining();
        AddressWidth width = new AddressWidth(bits, gigabytePages, (1L << bits) - PAGE, bits);
        NestedPaging paging = new NestedPaging(new EptFormat(), width, mtrrs, NestedPaging.NONE);
        tables =
                new GuestPageTables(paging, memory(), new HostPhysical(withheld), new HostPhysical(withheldEnd), pages);
        assertThat(before - pages.remaining()).isEqualTo(GuestPageTables.pages(paging, memory()));
    }

    private void retype(MtrrSet mtrrSet) {
        mtrrSet.load(machine.msrs());
        set = (mtrrSet.defaultType() & MtrrSet.ENABLE) != 0 ? mtrrSet : set;
        mtrrs.reread();
        forgotten = false;
        tables.retype(() -> forgotten = true);
    }

    private EptWalk walk(long address) {
        return EptWalk.of(machine.memory(), tables.root().rawValue(), address, bits);
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

    private MtrrSet.Range range(long start, long bytes, int type) {
        return MtrrSet.Range.of(start, bytes, type, bits);
    }
}
