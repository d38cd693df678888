package javisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class ExitAreaTest {
    private static final int PAGE = 4096;

    @Test
    void everyProcessorsCountersAreReadWithTheirNames() {
        byte[] memory = new byte[4 * PAGE];
        area(memory, 2 * PAGE, 2, 64, 0x100, "CPUID", "INIT");
        record(memory, 2 * PAGE + 0x100, 7, 1, 1_000_000_000_000L, 0);
        record(memory, 2 * PAGE + 0x140, 0x1FF, 0, 0, 3);
        assertThat(ExitArea.find(memory))
                .contains(List.of(
                        new ProcessorExits(OptionalInt.of(7), true, Map.of("CPUID", 1_000_000_000_000L, "INIT", 0L)),
                        new ProcessorExits(OptionalInt.of(0x1FF), false, Map.of("CPUID", 0L, "INIT", 3L))));
    }

    @Test
    void namesKeepTheirOrder() {
        byte[] memory = new byte[PAGE];
        area(memory, 0, 1, 64, 0x200, "Z", "B", "A", "M");
        assertThat(ExitArea.find(memory).orElseThrow().getFirst().byKind()).containsOnlyKeys("Z", "B", "A", "M");
        assertThat(ExitArea.find(memory).orElseThrow().getFirst().byKind().keySet())
                .containsExactly("Z", "B", "A", "M");
    }

    @Test
    void theTextAloneIsNoArea() {
        byte[] memory = new byte[2 * PAGE];
        byte[] magic = ExitArea.MAGIC.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(magic, 0, memory, 0, magic.length);
        assertThat(ExitArea.find(memory)).isEmpty();
        area(memory, PAGE, 1, 16, 0x40, "CPUID");
        assertThat(ExitArea.find(memory)).isPresent();
    }

    @Test
    void whatDoesNotBeginAtAPageIsNoArea() {
        byte[] memory = new byte[2 * PAGE];
        area(memory, 64, 1, 16, 0x40, "CPUID");
        assertThat(ExitArea.find(memory)).isEmpty();
    }

    @Test
    void aRecordMustFitIntoItsPlaceAndIntoTheMemory() {
        byte[] memory = new byte[PAGE];
        area(memory, 0, 1, 15, 0x40, "CPUID");
        assertThat(ExitArea.find(memory)).as("stride").isEmpty();
        area(memory, 0, 1, 16, 0x37, "CPUID");
        assertThat(ExitArea.find(memory)).as("first record over the names").isEmpty();
        area(memory, 0, 252, 16, 0x40, "CPUID");
        assertThat(ExitArea.find(memory)).as("as many as fit").isPresent();
        area(memory, 0, 253, 16, 0x40, "CPUID");
        assertThat(ExitArea.find(memory)).as("one too many").isEmpty();
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void noHeaderConfusesIt(
            @ForAll("lengths") int length,
            @ForAll("words") long processors,
            @ForAll("words") long counters,
            @ForAll("words") long stride,
            @ForAll("words") long first) {
        ByteBuffer memory = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        memory.put(ExitArea.MAGIC.getBytes(StandardCharsets.US_ASCII))
                .putInt(16, (int) processors)
                .putInt(20, (int) counters)
                .putInt(24, (int) stride)
                .putInt(28, (int) first);
        BigInteger end = BigInteger.valueOf(stride)
                .multiply(BigInteger.valueOf(processors - 1))
                .add(BigInteger.valueOf(first + 8 + 8 * counters));
        boolean fits = processors > 0
                && counters > 0
                && stride >= 8 + 8 * counters
                && stride <= length
                && first >= 32 + 24 * counters
                && end.compareTo(BigInteger.valueOf(length)) <= 0;

        assertThat(ExitArea.find(memory.array()).map(List::size))
                .isEqualTo(fits ? Optional.of((int) processors) : Optional.empty());
    }

    @Provide
    Arbitrary<Integer> lengths() {
        return Arbitraries.of(32, 128, PAGE);
    }

    @Provide
    Arbitrary<Long> words() {
        return Arbitraries.of(0L, 1L, 2L, 3L, 4L, 8L, 64L, (1L << 31) - 1, 1L << 31, (1L << 32) - 2, (1L << 32) - 1);
    }

    @Property
    void memoryTooShortForAHeaderIsNoArea(@ForAll @IntRange(max = 31) int length) {
        byte[] memory = new byte[length];
        byte[] magic = ExitArea.MAGIC.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(magic, 0, memory, 0, Math.min(length, magic.length));
        assertThat(ExitArea.find(memory)).isEmpty();
    }

    private static void area(byte[] memory, int at, int processors, int stride, int first, String... names) {
        ByteBuffer buffer = ByteBuffer.wrap(memory).order(ByteOrder.LITTLE_ENDIAN);
        buffer.put(at, ExitArea.MAGIC.getBytes(StandardCharsets.US_ASCII));
        buffer.putInt(at + 16, processors);
        buffer.putInt(at + 20, names.length);
        buffer.putInt(at + 24, stride);
        buffer.putInt(at + 28, first);
        for (int i = 0; i < names.length; i++) {
            buffer.put(at + 32 + 24 * i, names[i].getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static void record(byte[] memory, int at, int apicId, int state, long... counts) {
        ByteBuffer buffer = ByteBuffer.wrap(memory).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(at, apicId);
        buffer.putInt(at + 4, state);
        for (int i = 0; i < counts.length; i++) {
            buffer.putLong(at + 8 + 8 * i, counts[i]);
        }
    }
}
