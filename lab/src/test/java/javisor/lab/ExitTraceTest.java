package javisor.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExitTraceTest {
    @TempDir
    private Path directory;

    private final List<String> log = new ArrayList<>();

    @BeforeEach
    void divisorIsNoText() {
        log.add("serial_write write addr 0x03 val 0x83");
        print("x");
        log.add("serial_write write addr 0x03 val 0x03");
    }

    @Test
    void countsExitsByReasonUpToALineOfSerialText() throws IOException {
        exit("00000072");
        exit("00000400");
        print("ready\r\n");
        exit("00000072");
        exit("00000072");
        print("again\r\n");

        ExitTrace trace = read();

        assertThat(trace.until("ready").byReason()).hasToString("{CPUID=1, NPF=1}");
        assertThat(trace.until("again").since(trace.until("ready")).byReason()).hasToString("{CPUID=2}");
        assertThat(trace.total().total()).isEqualTo(4);
        assertThat(trace.total().totalExcept("CPUID")).isEqualTo(1);
    }

    @Test
    void bochsSaysWhichProcessorExited() throws IOException {
        log.add("00000000001d[CPU0  ] VMEXIT reason = 10 (CPUID) qualification=0x0");
        log.add("00000000002d[CPU1  ] VMEXIT reason = 10 (CPUID) qualification=0x0");
        log.add("00000000003d[CPU12 ] VMEXIT reason = 4 (SIPI) qualification=0x9f");
        log.add("00000000004d[CPU1  ] VMEXIT reason = 10 (CPUID) qualification=0x0");

        ExitTrace trace = read();

        assertThat(trace.byProcessor()).containsOnlyKeys(0, 1, 12);
        assertThat(trace.byProcessor().get(1).byReason()).hasToString("{CPUID=2}");
        assertThat(trace.total().total()).isEqualTo(4);
    }

    @Test
    void understandsTheLogOfBochs() throws IOException {
        log.add("00000000001d[CPU0  ] VMEXIT reason = 10 (CPUID) qualification=0x0");
        log.add("00000000002d[CPU0  ] SVM VMEXIT reason=1024 exitinfo1=0000000000000001 exitinfo2=0000000000000000");
        log.add("00000000003d[CPU0  ] SVM VMEXIT reason=-1 exitinfo1=0000000000000000 exitinfo2=0000000000000000");
        "up\n"
                .chars()
                .forEach(character -> log.add(
                        "00000000004d[SER   ] com1 register write to  address: 0x03f8 = 0x%02x".formatted(character)));
        log.add("00000000005d[SER   ] com1 register write to  address: 0x03f9 = 0x0a");
        log.add("00000000006d[CPU0  ] VMEXIT reason = 48 (EPT violation) qualification=0x181");

        ExitTrace trace = read();

        assertThat(trace.until("up").byReason()).hasToString("{CPUID=1, INVALID=1, NPF=1}");
        assertThat(trace.total().since(trace.until("up")).byReason()).hasToString("{EPT violation=1}");
    }

    @Test
    void saysWhichTextNeverCame() throws IOException {
        print("ready");

        assertThatThrownBy(() -> read().until("ready"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("ready");
    }

    @Test
    void namesExitCodesAsTheManualDoes() {
        assertThat(List.of(0x00, 0x18, 0x27, 0x41, 0x5F, 0x7C, 0x400, -1, 0x403))
                .extracting(SvmExitReason::name)
                .containsExactly(
                        "CR0_READ",
                        "CR8_WRITE",
                        "DR7_READ",
                        "EXCEPTION_1",
                        "EXCEPTION_31",
                        "MSR",
                        "NPF",
                        "INVALID",
                        "EXIT_403H");
    }

    private void exit(String code) {
        log.add("vmexit(" + code + ", 0000000000000000, 0000000000000000, 7c00)!");
        log.add("vmrun! 1234");
    }

    private void print(String text) {
        text.chars().forEach(character -> log.add("serial_write write addr 0x00 val 0x%02x".formatted(character)));
    }

    private ExitTrace read() throws IOException {
        return ExitTrace.read(Files.write(directory.resolve("log"), log));
    }
}
