package javisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class ExitTableTest {
    @Test
    void aColumnForEachProcessorAndARowForEachReasonThereWas() {
        assertThat(ExitTable.of(List.of(
                        new ProcessorExits(OptionalInt.of(0), true, counts("CPUID", 12345, "MSR", 0, "INIT", 2)),
                        new ProcessorExits(OptionalInt.of(-1), false, counts("CPUID", 0, "MSR", 0, "INIT", 0)))))
                .containsExactly(
                        "exits    CPU 0   CPU 1",
                        "-----    -----   -----",
                        "APIC id  0       4294967295",
                        "state    runs    not started",
                        "all      12,347  0",
                        "  CPUID  12,345  0",
                        "  INIT   2       0");
    }

    @Test
    void whatIsNotKnownOrNotWorthSayingHasNoRow() {
        assertThat(ExitTable.of(List.of(new ProcessorExits(OptionalInt.empty(), true, counts("CPUID", 1)))))
                .containsExactly("exits    CPU 0", "-----    -----", "all      1", "  CPUID  1");
    }

    @Test
    void manyProcessorsTakeSeveralTables() {
        List<String> lines = ExitTable.of(
                Collections.nCopies(17, new ProcessorExits(OptionalInt.empty(), true, counts("CPUID", 1))));
        assertThat(lines).filteredOn(line -> line.startsWith("exits")).hasSize(3);
        assertThat(lines).filteredOn(line -> line.startsWith("exits")).last().isEqualTo("exits    CPU 16");
    }

    private static Map<String, Long> counts(Object... namesAndCounts) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (int i = 0; i < namesAndCounts.length; i += 2) {
            counts.put((String) namesAndCounts[i], (long) (int) namesAndCounts[i + 1]);
        }
        return counts;
    }
}
