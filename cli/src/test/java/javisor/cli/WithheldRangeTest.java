package javisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class WithheldRangeTest {
    @Test
    void javisorsLineSaysIt() {
        WithheldRange range = WithheldRange.in(
                        List.of("[javisor] Javisor 0.1.0", "[javisor] withheld 0xfead000-0xffddfff (1220 KiB)"))
                .orElseThrow();
        assertThat(range).isEqualTo(new WithheldRange(0xFEA_D000, 0xFFD_DFFF));
        assertThat(range.bytes()).isEqualTo(1220 << 10);
    }

    @Test
    void afterARestartTheLastOneCounts() {
        assertThat(WithheldRange.in(List.of("[javisor] withheld 0x1000-0x1fff", "[javisor] withheld 0x2000-0x2fff")))
                .contains(new WithheldRange(0x2000, 0x2FFF));
    }

    @Test
    void aGuestsLineDoesNot() {
        assertThat(WithheldRange.in(List.of("withheld 0x1000-0x1fff"))).isEmpty();
    }
}
