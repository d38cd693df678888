package javisor.lab.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelLogPolicyTest {
    private static final KernelLog BARE = new KernelLog(List.of("[    0.1] Linux version 6.1.0"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[    0.426169] smpboot: CPU0: AMD QEMU TCG CPU version 2.5+ Javisor (family: 0xf, model: 0x6b, stepping: 0x1)",
                "[    0.000000] BIOS-e820: [mem 0x000000001fc00000-0x000000001ffdffff] reserved",
                "[   12.445090] usb 2-1: new SuperSpeed USB device number 2 using xhci_hcd",
                "[   12.479769] usb 2-1: Product: QEMU USB HARDDRIVE",
                "[   12.597358] scsi host6: usb-storage 2-1:1.0",
                "[   13.633466] scsi 6:0:0:0: Direct-Access     QEMU     QEMU HARDDISK    2.5+ PQ: 0 ANSI: 5",
                "[   13.684180] sd 6:0:0:0: [sdb] 8192 512-byte logical blocks: (4.19 MB/4.00 MiB)",
                "[   13.789093]  sdb: sdb1",
                "[   18.679711] sd 6:0:0:0: [sda] 8192 512-byte logical blocks: (4.19 MB/4.00 MiB)",
                "[   18.687659] sd 6:0:0:0: [sda] Mode Sense: 63 00 00 08",
                "[   18.800781]  sda: sda1",
                "[   38.138525] sd 6:0:0:0: Attached scsi generic sg1 type 0",
                "[    0.000000] tsc: Fast TSC calibration failed",
                "[    0.044000] tsc: Unable to calibrate against PIT",
                "[    0.753552] .... node  #0, CPUs:      #1 #2",
                "[    0.938472]  #3",
            })
    void explains(String line) {
        assertThat(differences(line)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[    0.4] unchecked MSR access error: RDMSR from 0xc0010114",
                "[    0.4] smpboot: do_boot_cpu failed(-1) to wakeup CPU#1",
                "[    0.4] smpboot: CPU0: AMD QEMU TCG CPU version 2.5+ (family: 0xf, model: 0x6b, stepping: 0x1)",
                "[    0.4] BIOS-e820: [mem 0x000000001fc00000-0x000000001ffdffff] usable",
                "[    0.4] usb 2-1: device descriptor read/64, error -110",
                "[    0.4] sd 0:0:0:0: [sda] Sense Key : Medium Error",
                "[    0.4] tsc: Marking TSC unstable due to clocksource watchdog",
            })
    void tells(String line) {
        assertThat(differences(line)).containsExactly(line);
    }

    @Test
    void aLineThatTheBareMachineHasMayComeAgain() {
        KernelLog bare = new KernelLog(List.of("[   27.1] powernow_k8: Power state transitions not supported"));
        KernelLog under = new KernelLog(List.of(
                "[   27.2] powernow_k8: Power state transitions not supported",
                "[   27.3] powernow_k8: Power state transitions not supported"));

        assertThat(KernelLogPolicy.differences(bare, under)).isEmpty();
    }

    @Test
    void theStickMayTakeTheFirstLetter() {
        KernelLog bare = new KernelLog(List.of(
                "[    8.7] ata1.00: ATA-7: QEMU HARDDISK, 2.5+, max UDMA/100",
                "[    8.8]  sda: sda1 sda2",
                "[    9.9] EXT4-fs (sda2): mounted filesystem with ordered data mode. Quota mode: none."));
        KernelLog under = new KernelLog(List.of(
                "[   18.7]  sdb: sdb1 sdb2",
                "[   18.8]  sda: sda1",
                "[   22.9] EXT4-fs (sdb2): mounted filesystem with ordered data mode. Quota mode: none."));

        assertThat(KernelLogPolicy.differences(bare, under)).isEmpty();
    }

    private static List<String> differences(String line) {
        return KernelLogPolicy.differences(BARE, new KernelLog(List.of("[    0.2] Linux version 6.1.0", line)));
    }
}
