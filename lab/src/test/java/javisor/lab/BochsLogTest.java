package javisor.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BochsLogTest {
    private static final String SWITCHED_ON = "00000000000i[SYS   ] bx_pc_system_c::Reset(HARDWARE) called";

    @TempDir
    Path directory;

    private final BochsLog log = new BochsLog(Optional.empty(), false);

    @Test
    void onlyErrorsAndPanicsCount() {
        read(log, "00000000001i[ACPI  ] soft power off", "00000000002e[CPU0  ] RDMSR: Unknown register", "<bochs:1>");
        assertThat(log.tells(List.of("soft power off"))).isFalse();
        assertThat(log.tells(List.of("RDMSR"))).isTrue();
        assertThat(log.failure()).isEmpty();
    }

    @Test
    void aPanicIsAFailureToldWithoutItsHead() {
        read(log, "00000000002e[MEM0  ] no ROM", "00000000003p[MEM0  ] >>PANIC<< ROM: couldn't open");
        assertThat(log.failure()).contains("no ROM\nROM: couldn't open");
    }

    @Test
    void theSecondResetIsTheMachinesOwn() {
        read(log, SWITCHED_ON);
        assertThat(log.tellsOfReset()).isFalse();
        read(log, "00000000009i[SYS   ] bx_pc_system_c::Reset(SOFTWARE) called");
        assertThat(log.tellsOfReset()).isTrue();
    }

    @Test
    void aMachineThatStartsAgainDoesNotEndByResetting() {
        BochsLog rebooting = new BochsLog(Optional.empty(), true);
        read(
                rebooting,
                SWITCHED_ON,
                "00000000008e[CPU0  ] exception(): 3rd (13) exception with no resolution, shutdown status is 00h, resetting",
                "00000000009i[SYS   ] bx_pc_system_c::Reset(HARDWARE) called",
                "00000000010p[ACPI  ] >>PANIC<< ACPI control: soft power off");
        assertThat(rebooting.tellsOfReset()).isFalse();
        assertThat(rebooting.tellsOfTripleFault()).isFalse();
        assertThat(rebooting.tells(List.of("soft power off"))).isTrue();
    }

    @Test
    void ofTheDebugLinesOnlyExitsAndSerialTextAreKept() throws IOException {
        Path file = directory.resolve("trace");
        String exit = "00000000001d[CPU0  ] VMEXIT reason = 10 (CPUID) qualification=0x0";
        String write = "00000000002d[SER   ] com1 register write to  address: 0x03f8 = 0x41";
        read(new BochsLog(Optional.of(file), false), SWITCHED_ON, exit, "00000000001d[CPU0  ] page walk", write);
        assertThat(Files.readAllLines(file)).containsExactly(exit, write);
    }

    private static void read(BochsLog log, String... lines) {
        byte[] text = String.join("\n", lines).getBytes(StandardCharsets.ISO_8859_1);
        log.read(new ByteArrayInputStream(text));
    }
}
