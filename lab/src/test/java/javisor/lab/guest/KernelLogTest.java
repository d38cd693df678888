package javisor.lab.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class KernelLogTest {
    @Test
    void takesWhatIsBetweenTheMarkers() {
        assertThat(KernelLog.in(List.of(
                                "SeaBIOS",
                                "JAVISOR-GUEST-DMESG-BEGIN",
                                "[    0.000000] one",
                                "JAVISOR-GUEST-DMESG-END",
                                "x"))
                        .lines())
                .containsExactly("[    0.000000] one");
    }

    @Test
    void refusesAnUnfinishedLog() {
        assertThatThrownBy(() -> KernelLog.in(List.of("JAVISOR-GUEST-DMESG-BEGIN", "[    0.000000] one")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ignoresTimesRatesAddressesAndOrder() {
        KernelLog bare = new KernelLog(List.of(
                "[    0.000000] tsc: Detected 2596.134 MHz processor",
                "[    0.000001] clocksource: tsc-early: mask: 0xffffffffffffffff max_cycles: 0x256bf8268dd"));
        KernelLog other = new KernelLog(List.of(
                "[    1.300000] clocksource: tsc-early: mask: 0xffffffffffffffff max_cycles: 0x256bfbe9527",
                "[    1.300001] tsc: Detected 2601.1 MHz processor"));

        assertThat(other.missingFrom(bare)).isEmpty();
    }

    @Test
    void tellsALineThatTheOtherLacks() {
        KernelLog bare = new KernelLog(List.of("[    0.1] BIOS-e820: [mem 0x00100000-0x1ffdffff] usable"));
        KernelLog other = new KernelLog(List.of(
                "[    0.1] BIOS-e820: [mem 0x00100000-0x1fbfffff] usable",
                "[    0.2] BIOS-e820: [mem 0x1fc00000-0x1ffdffff] usable",
                "[    0.3] unchecked MSR access error"));

        assertThat(other.missingFrom(bare))
                .containsExactly(
                        "[    0.2] BIOS-e820: [mem 0x1fc00000-0x1ffdffff] usable",
                        "[    0.3] unchecked MSR access error");
    }
}
