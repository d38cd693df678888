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
        List<String> lines =
                boot(TestDisks.probeStick(), MachineSpec.standard().withMemory(6L << 30));
        assertThat(lines).anyMatch(line -> line.startsWith("map 0000000100000000 0000000100000000 0000000000000001"));
    }
}
