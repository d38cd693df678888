package javisor.stick;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javisor.compiler.CompilationException;
import javisor.lab.Emulator;
import javisor.lab.MachineSpec;
import javisor.lab.Qemu;
import org.junit.jupiter.api.Test;

/** The stick on QEMU's USB, the disk on SATA. */
final class QemuBootTest extends BootContract {
    @Override
    Emulator emulator() {
        return new Qemu();
    }

    @Test
    void aProcessorWithoutLongModeIsSaidAndTheOtherDiskStarts() throws CompilationException {
        assertThat(boot(TestDisks.probeStick(), MachineSpec.standard().withModel("qemu32")))
                .contains("[javisor] The processor has no 64-bit mode.")
                .last()
                .asString()
                .containsPattern(OS_ON_SECOND_DISK);
    }

    @Test
    void largeMemoryIsReportedInFull() throws CompilationException {
        List<String> lines = boot(TestDisks.probeStick(), MachineSpec.standard().withMemory(6L << 30));
        assertThat(lines).anyMatch(line -> line.startsWith("map 0000000100000000 0000000100000000 0000000000000001"));
    }

    @Test
    void readsThatFailNowAndThenAreRepeated() throws CompilationException {
        assertThat(bootWith(OddBios.FLAKY))
                .contains(field("boot-drive", 0x80), field("os-drive", 0x81))
                .last()
                .asString()
                .containsPattern(OS_ON_SECOND_DISK);
    }

    @Test
    void aStickThatCannotBeReadIsSaidWithTheBiosError() throws CompilationException {
        assertThat(bootWith(OddBios.DEAD_AFTER_LOADER))
                .contains(
                        "[javisor] The stick cannot be read, five tries failed with BIOS error 04h",
                        "[javisor] Starting the operating system without Javisor.")
                .last()
                .asString()
                .containsPattern(OS_ON_SECOND_DISK);
        assertThat(bootWith(OddBios.DEAD))
                .contains("[javisor] Stick read error AAh")
                .last()
                .asString()
                .containsPattern(OS_ON_SECOND_DISK);
    }

    @Test
    void aDiskWithoutPacketCallsIsReadByCylinderHeadAndSector() throws CompilationException {
        assertThat(bootWith(OddBios.CHS_ONLY))
                .contains(field("os-drive", 0x81))
                .last()
                .asString()
                .containsPattern(OS_ON_SECOND_DISK);
    }

    @Test
    void withoutE820TheOlderCallsMakeTheMap() throws CompilationException {
        assertThat(bootWith(OddBios.NO_E820))
                .contains(field("source", 1), field("carries", 0x01010000))
                .contains(map(0, 0x9FC00), map(0x100000, 0xF00000), map(0x1000000, 0x1EFD0000));
        assertThat(bootWith(OddBios.NO_E820, OddBios.NO_E801))
                .contains(field("source", 2), field("carries", 0x01010001))
                .contains(map(0, 0x9FC00), map(0x100000, 0x3F00000));
    }

    @Test
    void aMapThatBreaksOffIsNotUsed() throws CompilationException {
        assertThat(bootWith(OddBios.BROKEN_E820))
                .contains(field("source", 1), map(0x1000000, 0x1EFD0000))
                .doesNotContain(map(0x100000, 0x3F00000));
    }

    @Test
    void odditiesOfE820AreSeenThrough() throws CompilationException {
        List<String> lines = bootWith(OddBios.ODD_E820);
        assertThat(lines).contains(field("source", 0), map(0, 0x9FC00), map(0x100000, 0x3F00000));
        assertThat(lines).filteredOn(line -> line.startsWith("map ")).hasSize(2);
    }

    @Test
    void addressLineTwentyIsSwitchedOn() throws CompilationException {
        assertThat(bootWith(OddBios.A20_OFF)).contains(field("a20", 1)).noneMatch(line -> line.contains("javisor"));
    }

    @Test
    void tooLittleLowMemoryIsSaidAndTheOtherDiskStarts() throws CompilationException {
        assertThat(bootWith(OddBios.LITTLE_LOW_MEMORY))
                .anyMatch(line -> line.startsWith("[javisor] Not enough memory below 640 KiB"))
                .last()
                .asString()
                .containsPattern(OS_ON_SECOND_DISK);
    }

    private List<String> bootWith(OddBios... faults) throws CompilationException {
        return boot(OddBios.of(TestDisks.probeStick(), faults), MachineSpec.standard());
    }

    private static String map(long address, long length) {
        return "map %016x %016x %016x %016x".formatted(address, length, 1, 1);
    }
}
