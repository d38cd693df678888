package javisor.hypervisor.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeMap;
import javisor.hypervisor.LoadedMachine;
import javisor.machine.address.HostPhysical;
import javisor.machine.address.HostVirtual;
import javisor.simulator.CpuModel;
import javisor.simulator.PageWalk;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What each processor has of its own, and that the page tables map that and nothing else for it. */
final class ProcessorMemoryTest {
    private static final int MOST = 1024;
    private static final int PAGE = 4096;
    private static final int OWN_PAGES = 7;

    private final LoadedMachine machine = new LoadedMachine(CpuModel.epyc(), 0x8000_0000L, "");

    /** Guards, stacks and page of all processors, as [start, end), share no byte. */
    @Property(tries = 50)
    void nothingOfAnyTwoProcessorsOverlaps(@ForAll @IntRange(min = 1, max = MOST) int processors) {
        TreeMap<Long, Long> ranges = new TreeMap<>();
        for (int i = 0; i < processors; i++) {
            add(ranges, ProcessorMemory.guard(i), ProcessorMemory.top(i));
            add(ranges, ProcessorMemory.faultGuard(i), ProcessorMemory.faultTop(i));
            add(ranges, ProcessorMemory.page(i), ProcessorMemory.page(i).add(PAGE));
        }
        assertThat(ranges).hasSize(3 * processors);
        long end = Long.MIN_VALUE;
        for (var range : ranges.entrySet()) {
            assertThat(range.getKey()).isGreaterThanOrEqualTo(end);
            end = range.getValue();
        }
        assertThat(end).as("below the top of the address space").isNegative();
    }

    private static void add(TreeMap<Long, Long> ranges, HostVirtual start, HostVirtual end) {
        assertThat(start.isAligned(PAGE)).isTrue();
        assertThat(end.isAligned(PAGE)).isTrue();
        assertThat(end.subtract(start)).as("room above the guard").isGreaterThanOrEqualTo(PAGE);
        ranges.put(start.rawValue(), end.rawValue());
    }

    @Property(tries = 200)
    void whoeverRunsOnAStackIsItsOwner(
            @ForAll @IntRange(max = MOST - 1) int processor, @ForAll @IntRange(min = 1, max = 0x2000) int depth) {
        assertThat(ProcessorMemory.owner(ProcessorMemory.top(processor).subtract(depth)))
                .isEqualTo(processor);
        assertThat(ProcessorMemory.owner(ProcessorMemory.faultTop(processor).subtract(depth)))
                .isEqualTo(processor);
        assertThat(ProcessorMemory.owner(ProcessorMemory.guard(processor))).isEqualTo(processor);
        assertThat(ProcessorMemory.owner(ProcessorMemory.page(processor))).isEqualTo(processor);
    }

    @Example
    void whatIsInNobodysAreaIsTheBootProcessors() {
        assertThat(ProcessorMemory.owner(new HostVirtual(0))).isZero();
        assertThat(ProcessorMemory.owner(new HostVirtual(0xFFFF_8000_0000_0000L)))
                .isZero();
        assertThat(ProcessorMemory.owner(ProcessorMemory.AREAS.subtract(1))).isZero();
        assertThat(ProcessorMemory.owner(ProcessorMemory.AREAS)).isOne();
    }

    /** Every page of every processor's stacks and its own page is memory of its own in the withheld range; no guard is mapped. */
    @Property(tries = 12)
    void theTablesMapEachProcessorsMemoryAndNoGuard(
            @ForAll @IntRange(min = 1, max = 200) int processors, @ForAll boolean noExecute) {
        HostPageTables tables = new HostPageTables(0x8000_0000L, 48, true, noExecute, processors);
        int pages = tables.pages(LoadedMachine.IMAGE_BYTES, OWN_PAGES);
        HostAddressSpace space = build(tables, pages);
        TreeMap<Long, Integer> owners = new TreeMap<>();
        for (int i = 1; i < processors; i++) {
            assertThat(walk(space, ProcessorMemory.guard(i))).isNull();
            assertThat(walk(space, ProcessorMemory.faultGuard(i))).isNull();
            int mapped = 0;
            for (HostVirtual at = ProcessorMemory.guard(i);
                    at.belowThan(ProcessorMemory.page(i).add(PAGE));
                    at = at.add(PAGE)) {
                PageWalk walk = walk(space, at);
                if (walk != null) {
                    mapped++;
                    assertThat(walk.writable()).isTrue();
                    assertThat(walk.executable()).isEqualTo(!noExecute);
                    assertThat(owners.put(walk.address(), i))
                            .as("page 0x%x", walk.address())
                            .isNull();
                }
            }
            assertThat(mapped).isEqualTo(ProcessorMemory.PAGES);
            assertThat(walk(space, ProcessorMemory.top(i).subtract(1))).isNotNull();
            assertThat(walk(space, ProcessorMemory.faultTop(i).subtract(1))).isNotNull();
        }
        HostVirtual behind = ProcessorMemory.AREAS.add((processors - 1L) * ProcessorMemory.STRIDE);
        for (long offset = 0; offset < ProcessorMemory.STRIDE; offset += PAGE) {
            assertThat(walk(space, behind.add(offset)))
                    .as("behind the last area")
                    .isNull();
        }
    }

    /** More tables than were asked for would be a panic of the page allocator; none is shared with a stack. */
    @Property(tries = 12)
    void noStackIsInAPageTable(@ForAll @IntRange(min = 2, max = 200) int processors) {
        HostPageTables tables = new HostPageTables(0x8000_0000L, 48, true, true, processors);
        HostAddressSpace space = build(tables, tables.pages(LoadedMachine.IMAGE_BYTES, OWN_PAGES));
        for (int i = 1; i < processors; i++) {
            long stack = walk(space, ProcessorMemory.top(i).subtract(PAGE)).address();
            machine.machine().memory().write(stack, new byte[PAGE]);
            machine.machine()
                    .memory()
                    .write(walk(space, ProcessorMemory.page(i)).address(), new byte[PAGE]);
        }
        for (int i = 1; i < processors; i++) {
            assertThat(walk(space, ProcessorMemory.top(i).subtract(1))).isNotNull();
        }
        assertThat(walk(space, new HostVirtual(LoadedMachine.symbol("_start")))).isNotNull();
    }

    private static HostAddressSpace build(HostPageTables tables, int pages) {
        HostPhysical place = new HostPhysical(0x7000_0000L);
        return tables.build(new Withheld(
                place,
                place.add(LoadedMachine.IMAGE_BYTES + (long) (pages + OWN_PAGES) * PAGE),
                LoadedMachine.IMAGE_BYTES,
                pages,
                OWN_PAGES));
    }

    private PageWalk walk(HostAddressSpace space, HostVirtual at) {
        return PageWalk.of(machine.machine().memory(), space.pml4().rawValue(), at.rawValue(), 48);
    }
}
