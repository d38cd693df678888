package javisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import javisor.hypervisor.log.ExitRecord;
import javisor.hypervisor.log.ExitStatistics;
import javisor.hypervisor.memory.PageAllocator;
import javisor.machine.address.HostPhysical;
import javisor.machine.hosted.Hosted;
import javisor.machine.hosted.Platform;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What the hypervisor counts is what {@link ExitArea} reads: both sides agree on every offset. */
final class ExitAreaAgreementTest {
    private static final int PAGE = 4096;
    private static final int MEMORY = 64 * PAGE;

    private final byte[] memory = new byte[MEMORY];

    ExitAreaAgreementTest() {
        Hosted.set(new Bytes(memory));
    }

    /** Memory in which the physical window's first byte is the first one. */
    private record Bytes(byte[] memory) implements Platform {
        @Override
        public long readMemory(long hostVirtual, int size) {
            int at = Math.toIntExact(hostVirtual - HostPhysical.WINDOW);
            long value = 0;
            for (int i = size - 1; i >= 0; i--) {
                value = value << 8 | memory[at + i] & 0xFF;
            }
            return value;
        }

        @Override
        public void writeMemory(long hostVirtual, int size, long value) {
            int at = Math.toIntExact(hostVirtual - HostPhysical.WINDOW);
            for (int i = 0; i < size; i++) {
                memory[at + i] = (byte) (value >>> 8 * i);
            }
        }
    }

    @Property(tries = 200)
    void everyProcessorsRecordIsReadAsItWasWritten(
            @ForAll @IntRange(min = 1, max = 64) int processors,
            @ForAll @IntRange(min = 1, max = 20) int classes,
            @ForAll @IntRange(max = 3) int page,
            @ForAll @Size(value = 64) int[] apicIds,
            @ForAll @Size(value = 64) boolean[] running,
            @ForAll @Size(value = 64) List<@IntRange(max = 5) Integer> counts) {
        String[] names = IntStream.range(0, classes).mapToObj(i -> "class " + i).toArray(String[]::new);
        ExitStatistics statistics = new ExitStatistics(allocator(page), names, processors);
        List<ProcessorExits> expected = new ArrayList<>();
        for (int i = 0; i < processors; i++) {
            ExitRecord record = statistics.of(i);
            record.apicId(apicIds[i]);
            record.runs(running[i]);
            record.highestLeaf(-1L);
            Map<String, Long> byKind = new LinkedHashMap<>();
            for (int k = 0; k < classes; k++) {
                int count = (counts.get(i) + k) % 6;
                IntStream.range(0, count).forEach(new Counter(record, k)::again);
                byKind.put(names[k], (long) count);
            }
            expected.add(new ProcessorExits(OptionalInt.of(apicIds[i]), running[i], byKind));
        }
        assertThat(ExitArea.find(memory)).contains(expected);
    }

    private record Counter(ExitRecord record, int kind) {
        void again(int time) {
            record.count(kind);
        }
    }

    @Example
    void aLongNameEndsBeforeTheNextOne() {
        String longest = "machine check at entry";
        new ExitStatistics(allocator(0), new String[] {longest, "SIPI"}, 1);
        assertThat(ExitArea.find(memory).orElseThrow().getFirst().byKind().keySet())
                .containsExactly(longest, "SIPI");
    }

    /**
     * The area ends on the last of the pages that were asked for it, with the last byte of the last record. Every size is tried: only a few
     * of them end near the end of a page.
     */
    @Property(generation = GenerationMode.EXHAUSTIVE, tries = 4000)
    void thePagesAskedForHoldItAll(
            @ForAll @IntRange(min = 1, max = 200) int processors, @ForAll @IntRange(min = 1, max = 20) int classes) {
        String[] names = IntStream.range(0, classes).mapToObj(i -> "class " + i).toArray(String[]::new);
        int pages = ExitStatistics.pages(names, processors);
        ExitStatistics statistics = new ExitStatistics(allocator(0), names, processors);
        statistics.of(processors - 1).count(classes - 1);
        byte[] area = Arrays.copyOf(memory, pages * PAGE);
        assertThat(ExitArea.find(area).orElseThrow().getLast().byKind().get(names[classes - 1]))
                .isOne();
        long end = statistics.of(processors - 1).base().rawValue() + 8 + 8L * classes - HostPhysical.WINDOW;
        assertThat(end).isLessThanOrEqualTo((long) pages * PAGE).isGreaterThan((pages - 1L) * PAGE);
    }

    /** What stands in front of a record is neither the record before nor a name. */
    @Property(tries = 100)
    void theHighestLeafInFrontOfARecordIsReadByNobodyElse(
            @ForAll @IntRange(min = 1, max = 8) int processors, @ForAll @IntRange(min = 1, max = 4) int classes) {
        String[] names = IntStream.range(0, classes).mapToObj(i -> "class " + i).toArray(String[]::new);
        ExitStatistics statistics = new ExitStatistics(allocator(0), names, processors);
        Object before = ExitArea.find(memory).orElseThrow();
        for (int i = 0; i < processors; i++) {
            statistics.of(i).highestLeaf(0x0123_4567_89AB_CDEFL + i);
        }
        assertThat(ExitArea.find(memory).orElseThrow()).isEqualTo(before);
        for (int i = 0; i < processors; i++) {
            assertThat(statistics.of(i).highestLeaf()).isEqualTo(0x0123_4567_89AB_CDEFL + i);
        }
    }

    private PageAllocator allocator(int page) {
        Arrays.fill(memory, (byte) 0);
        return new PageAllocator(new HostPhysical((long) page * PAGE), new HostPhysical(MEMORY));
    }
}
