package javisor.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class QemuMachineTest extends MachineContract {
    @Override
    Emulator emulator() {
        return new Qemu();
    }

    @Test
    void looksIntoMemoryAndOntoTheScreen() {
        MachineSpec spec =
                machine(new BootSector().writeToScreen().print("up\n").halt());
        try (QemuMachine machine = (QemuMachine) emulator().start(spec)) {
            machine.expect("up", LONG);
            assertThat(machine.monitor().memory(0x7DFE, 2)).containsExactly(0x55, 0xAA);
            assertThat(machine.monitor().screenText().getFirst()).startsWith("J");
            Path picture = directory.resolve("screen.png");
            machine.monitor().screenshot(picture);
            assertThat(picture).isNotEmptyFile();
            assertThat(machine.monitor().command("info registers")).contains("EIP=");
        }
    }

    @Test
    void looksIntoAMachineThatHasSwitchedItselfOff() {
        AtomicReference<byte[]> seen = new AtomicReference<>();
        MachineSpec spec = machine(new BootSector().print("up\n").waitForByte().powerOff());
        try (QemuMachine machine = (QemuMachine) emulator().start(spec)) {
            machine.atEnd(monitor -> seen.set(monitor.memory(0x7DFE, 2)));
            machine.expect("up", LONG);
            machine.type("x");
            assertThat(machine.awaitEnd(LONG).ending()).isEqualTo(Outcome.Ending.POWER_OFF);
            assertThat(seen.get()).containsExactly(0x55, 0xAA);
        }
    }
}
