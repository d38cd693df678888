package javisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import javisor.lab.ExitCounts;
import org.junit.jupiter.api.Test;

class BenchReportTest {
    private static final long START = 0xFFFFFFFF80000000L;

    private final BenchReport report = new BenchReport(
            5_000,
            65_400,
            1000,
            2 << 20,
            BenchReport.ImageSize.of(
                    0x7000,
                    Map.of(
                            "__text_end", START + 0x4000,
                            "__rodata_end", START + 0x6000,
                            "__data_end", START + 0x7000,
                            "__image_end", START + 0x9000),
                    START),
            exits(Map.of("CPUID", 1500L, "MSR", 3L)),
            new BenchReport.Interval(20, exits(Map.of("CPUID", 40L))),
            new BenchReport.Interval(2, exits(Map.of("CPUID", 40L, "MSR", 1L))),
            new LinkedHashMap<>(Map.of("all", 1.25)));

    @Test
    void jsonHasTheFiguresUnderTheirKeys() throws JsonParserException {
        JsonObject json = JsonParser.object().from(report.json());

        assertThat(json.getInt("cpuidExitInstructions")).isEqualTo(60);
        assertThat(json.getInt("ramWithheldBytes")).isEqualTo(2 << 20);
        assertThat(json.getInt("payloadBytes")).isEqualTo(0x7000);
        assertThat(json.getInt("textBytes")).isEqualTo(0x4000);
        assertThat(json.getInt("heapBytes")).isEqualTo(0x2000);
        assertThat(json.getInt("dataBytes")).isEqualTo(0x1000);
        assertThat(json.getInt("zeroedBytes")).isEqualTo(0x2000);
        assertThat(json.getInt("exitsToMarker")).isEqualTo(1503);
        assertThat(json.getObject("exitsToMarkerByReason").getInt("MSR")).isEqualTo(3);
        assertThat(json.getDouble("compileSeconds")).isEqualTo(1.25);
    }

    @Test
    void exitsThatTheGuestsOwnCpuidCausedDoNotCountAsAvoidable() throws JsonParserException {
        JsonObject json = JsonParser.object().from(report.json());

        assertThat(json.getDouble("idleExitsPerSecond")).isZero();
        assertThat(json.getDouble("computingExitsPerSecond")).isEqualTo(0.5);
    }

    @Test
    void tableNamesEveryReasonForExits() {
        assertThat(report.table())
                .anyMatch(line -> line.matches("instructions per CPUID exit +60"))
                .anyMatch(line -> line.matches(" +CPUID +1,500"))
                .anyMatch(line -> line.matches(" +MSR +3"));
    }

    private static ExitCounts exits(Map<String, Long> byReason) {
        return new ExitCounts(new TreeMap<>(byReason));
    }
}
