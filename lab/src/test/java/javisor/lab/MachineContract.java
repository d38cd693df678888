package javisor.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What every emulator's machines do. */
@Tag("emulator")
@Timeout(120)
abstract class MachineContract {
    static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    abstract Emulator emulator();

    final Path disk(BootSector sector) {
        return sector.writeTo(directory.resolve("disk with space.img"));
    }

    final MachineSpec machine(BootSector sector) {
        return MachineSpec.standard().withMemory(64 << 20).withStick(disk(sector));
    }

    @Test
    void tellsPowerOffAndHandsOverEveryLine() {
        List<String> heard = new CopyOnWriteArrayList<>();
        try (RunningMachine machine = emulator()
                .start(machine(new BootSector().print("one\ntwo\n").powerOff()), line -> heard.add(line.text()))) {
            assertThat(machine.expect("t.o", LONG).text()).isEqualTo("two");
            assertThat(machine.awaitEnd(LONG).ending()).isEqualTo(Outcome.Ending.POWER_OFF);
            assertThat(heard).containsExactly("one", "two");
        }
    }

    @Test
    void tellsResetFromPowerOff() {
        try (RunningMachine machine = emulator().start(machine(new BootSector().reset()))) {
            assertThat(machine.awaitEnd(LONG).ending()).isEqualTo(Outcome.Ending.RESET);
        }
    }

    @Test
    void aTripleFaultIsAReset() {
        try (RunningMachine machine = emulator().start(machine(new BootSector().tripleFault()))) {
            assertThat(machine.awaitEnd(LONG).ending()).isEqualTo(Outcome.Ending.RESET);
        }
    }

    /** {@return the ways to reset that start the machine again, at the end of these boot sectors} */
    List<BootSector> resets(BootSector first, BootSector second) {
        return List.of(first.reset(), second.tripleFault());
    }

    @Test
    void aMachineMayStartAgainAfterAReset() {
        for (BootSector sector : resets(new BootSector().print("up\n"), new BootSector().print("up\n"))) {
            try (RunningMachine machine = emulator().start(machine(sector).withReboots())) {
                machine.expect("up", LONG);
                machine.expect("up", LONG);
                assertThat(machine.hasEnded()).isFalse();
            }
        }
    }

    @Test
    void typedTextReachesTheMachine() {
        try (RunningMachine machine = emulator()
                .start(machine(new BootSector()
                        .print("prompt> ")
                        .waitForByte()
                        .print("thanks\n")
                        .powerOff()))) {
            machine.expect("prompt> $", LONG);
            machine.type("x");
            machine.expect("thanks", LONG);
        }
    }

    @Test
    void aRunningMachineIsStoppedAndLeavesNothing() {
        RunningMachine machine =
                emulator().start(machine(new BootSector().print("up\n").halt()));
        machine.expect("up", LONG);
        assertThat(machine.awaitEnd(Duration.ofMillis(1)).ending()).isEqualTo(Outcome.Ending.TIMEOUT);
        machine.close();
        assertThat(machine.awaitEnd(LONG).ending()).isEqualTo(Outcome.Ending.STOPPED);
        assertThat(machine.process().process().isAlive()).isFalse();
        assertThat(machine.process().file(".")).doesNotExist();
    }

    @Test
    void whatIsExpectedInVainIsReportedWithWhatCameInstead() {
        try (RunningMachine machine = emulator()
                .start(machine(new BootSector().print("something else\n").powerOff()))) {
            assertThatThrownBy(() -> machine.expect("marker", LONG))
                    .hasMessageContaining("/marker/")
                    .hasMessageContaining("something else");
        }
    }

    @Test
    void aDiskIsWrittenOnlyIfThatWasAskedFor() throws IOException {
        Path image = disk(new BootSector()
                .print("up\n")
                .writeSecondSector()
                .print("written\n")
                .powerOff());
        byte[] before = Files.readAllBytes(image);
        for (boolean writable : new boolean[] {false, true}) {
            Disk disk = new Disk(image, Disk.Attachment.SATA, writable);
            try (RunningMachine machine =
                    emulator().start(MachineSpec.standard().withDisk(disk))) {
                machine.expect("written", LONG);
                assertThat(machine.awaitEnd(LONG).ending()).isEqualTo(Outcome.Ending.POWER_OFF);
            }
            assertThat(Files.readAllBytes(image)[512] == before[0]).isEqualTo(writable);
        }
    }

    @Test
    void anEmulatorThatGivesUpSaysWhy() {
        MachineSpec impossible = machine(new BootSector().halt()).withModel("no-such-cpu");
        assertThatThrownBy(() -> emulator().start(impossible).awaitEnd(LONG))
                .isInstanceOf(EmulatorException.class)
                .hasMessageContaining("did not start")
                .hasMessageContaining("no-such-cpu");
    }
}
