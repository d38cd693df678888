package javisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import javisor.lab.SerialLine;
import org.junit.jupiter.api.Test;

final class SerialPrinterTest {
    @Test
    void aColumnTellsJavisorsLinesFromTheGuests() {
        assertThat(printed(false, "[javisor] withheld 0x0-0xfff")).isEqualTo("javisor | withheld 0x0-0xfff");
        assertThat(printed(false, "vendor: x")).isEqualTo("guest   | vendor: x");
    }

    @Test
    void aPersonSeesColour() {
        assertThat(printed(true, "[javisor] x")).isEqualTo("\u001b[36m[javisor] x\u001b[0m");
        assertThat(printed(true, "vendor: x")).isEqualTo("vendor: x");
    }

    @Test
    void whatAGuestSendsDoesNotSteerTheTerminal() {
        assertThat(printed(true, "\u001b[2J\u001b[1;1HGRUB\u001bc\u0007\u001b(B loading"))
                .isEqualTo("GRUB loading");
    }

    private static String printed(boolean colours, String line) {
        StringWriter text = new StringWriter();
        new SerialPrinter(new PrintWriter(text), colours).print(new SerialLine(Duration.ZERO, line));
        return text.toString().stripTrailing();
    }
}
