package javisor.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javisor.machine.boot.BootInfo;
import javisor.machine.boot.MemoryMapEntry;
import org.junit.jupiter.api.Test;

class LowMemoryTest {
    private static final Pattern ROW =
            Pattern.compile("^\\| ([0-9A-F]{5})h \\| ([0-9A-F]{5})h \\| ([A-Z_0-9]*) ?\\|", Pattern.MULTILINE);
    private static final List<Range> TABLE = table();

    private record Range(int from, int to, String constant) {}

    @Test
    void theDocumentedMapIsInOrderAndNothingOverlaps() {
        assertThat(TABLE).hasSizeGreaterThan(10);
        int end = -1;
        for (Range range : TABLE) {
            assertThat(range.from()).as(range.toString()).isGreaterThan(end).isLessThan(range.to());
            end = range.to();
        }
    }

    @Test
    void theDocumentedMapHasTheConstants() {
        Map<String, Integer> starts = new HashMap<>();
        TABLE.forEach(range -> starts.put(range.constant(), range.from()));
        for (String constant : List.of(
                "BOOT_SECTOR",
                "LOADER",
                "BOOT_INFO",
                "MEMORY_MAP",
                "PAYLOAD_HEADER",
                "SECTOR",
                "SETTINGS",
                "PAGE_TABLES",
                "PAYLOAD")) {
            assertThat(starts).containsEntry(constant, (int) (long) constants().get(constant));
        }
        assertThat(range("STACK_TOP").to() + 1).isEqualTo(LowMemory.STACK_TOP);
        assertThat(range("LONG_STACK_TOP").to() + 1).isEqualTo(LowMemory.LONG_STACK_TOP);
    }

    @Test
    void everythingFitsWhereItIs() {
        assertThat(size("BOOT_SECTOR")).isEqualTo(512);
        assertThat(size("LOADER")).isEqualTo(LowMemory.LOADER_BYTES);
        assertThat(size("BOOT_INFO")).isGreaterThanOrEqualTo(BootInfo.SIZE);
        assertThat(size("MEMORY_MAP")).isEqualTo(LowMemory.MEMORY_MAP_ENTRIES * MemoryMapEntry.SIZE);
        assertThat(size("PAYLOAD_HEADER")).isEqualTo(PayloadHeader.SIZE);
        assertThat(size("SECTOR")).isEqualTo(4096);
        assertThat(size("SETTINGS")).isEqualTo(LowMemory.SETTINGS_BYTES);
        assertThat(size("PAGE_TABLES")).isEqualTo(LowMemory.PAGE_TABLE_PAGES * 4096);
        assertThat(size("PAYLOAD")).isEqualTo(LowMemory.PAYLOAD_BYTES);
        assertThat(LowMemory.PAYLOAD % (32 << 10)).isZero();
    }

    private static int size(String constant) {
        return range(constant).to() - range(constant).from() + 1;
    }

    private static Range range(String constant) {
        return TABLE.stream()
                .filter(range -> range.constant().equals(constant))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Long> constants() {
        return ClassConstants.of(LowMemory.class, "");
    }

    private static List<Range> table() {
        try {
            Matcher row = ROW.matcher(Files.readString(Path.of("..", "docs", "memory-map.md")));
            List<Range> ranges = new ArrayList<>();
            while (row.find()) {
                ranges.add(new Range(
                        Integer.parseInt(row.group(1), 16), Integer.parseInt(row.group(2), 16), row.group(3)));
            }
            return ranges;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
