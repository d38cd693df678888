package javisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javisor.lab.Bochs;
import javisor.lab.MachineSpec;
import javisor.lab.Outcome;
import javisor.lab.Qemu;
import javisor.lab.RunningMachine;
import javisor.lab.guest.FullDebianGuest;
import javisor.lab.guest.KernelLog;
import javisor.lab.guest.KernelLogPolicy;
import javisor.lab.guest.SelfCheck;
import javisor.lab.guest.SelfCheckPolicy;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole Debian with systemd. On four processors with AMD-V it checks itself, bare and under Javisor, with the same result and the same
 * kernel log; under Javisor it then reboots, Javisor starts again, and it powers off. On two processors with VT-x it checks itself; the
 * kernel logs are not compared there, since in Bochs the stick is the first disk and the kernel warns of the emulated processor.
 */
@Tag("emulator")
@Timeout(1500)
final class FullDebianAcceptanceTest {
    private static final int CPUS = 4;
    private static final long MEMORY = 1L << 30;
    private static final Duration LONG = Duration.ofMinutes(8);

    @TempDir
    private static Path directory;

    private static Path stick;
    private static Path disk;

    @BeforeAll
    static void buildDisks() throws IOException {
        Images images = Images.prepare(Home.find(), new PrintWriter(Writer.nullWriter()));
        stick = Files.write(directory.resolve("stick.img"), images.stick(Map.of()));
        disk = LinuxRun.disk(directory.resolve("full.img"), "--full");
    }

    @Test
    void debianWithSystemdPassesItsSelfCheckRebootsAndPowersOff() {
        MachineSpec spec =
                MachineSpec.standard().withCpus(CPUS).withMemory(MEMORY).withReboots();
        List<String> bare;
        try (RunningMachine machine = new Qemu().start(spec.withOsDisk(disk))) {
            bare = untilLogin(machine, 1);
        }
        List<String> under;
        try (RunningMachine machine = new Qemu().start(spec.withStick(stick).withOsDisk(disk))) {
            under = untilLogin(machine, 1);
            logInAndType(machine, "reboot");
            machine.expect("\\[javisor] processors: " + CPUS, LONG);
            untilLogin(machine, 2);
            logInAndType(machine, "poweroff");
            assertThat(machine.awaitEnd(LONG).ending()).isEqualTo(Outcome.Ending.POWER_OFF);
        }
        SelfCheck expected = SelfCheck.in(bare);
        assertThat(expected.passed()).contains("cpu-hotplug", "stress", "timer-interrupts");
        assertThat(SelfCheck.differences(expected, SelfCheck.in(under), SelfCheckPolicy.of(expected)))
                .isEmpty();
        assertThat(KernelLogPolicy.differences(KernelLog.in(bare), KernelLog.in(under)))
                .isEmpty();
    }

    @Test
    void itsSelfCheckHasTheSameResultOnIntel() throws Exception {
        MachineSpec spec =
                MachineSpec.standard().withModel(Bochs.INTEL_MODEL).withCpus(2).withMemory(MEMORY);
        SelfCheck expected;
        SelfCheck under;
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            Future<SelfCheck> bare = other.submit(() -> selfCheck(spec.withOsDisk(disk)));
            under = selfCheck(spec.withStick(stick).withOsDisk(disk));
            expected = bare.get();
        }
        assertThat(expected.passed()).contains("cpu-hotplug", "stress", "timer-interrupts");
        assertThat(SelfCheck.differences(expected, under, SelfCheckPolicy.of(expected)))
                .isEmpty();
    }

    private static SelfCheck selfCheck(MachineSpec spec) {
        try (RunningMachine machine = new Bochs().start(spec)) {
            return SelfCheck.in(untilLogin(machine, 1));
        }
    }

    /** {@return what the machine has said until it asks who is there} It must not have started more often than expected. */
    private static List<String> untilLogin(RunningMachine machine, int starts) {
        machine.expect("JAVISOR-SELF-CHECK-END", LONG);
        machine.expect(FullDebianGuest.LOGIN_PROMPT, LONG);
        List<String> text = machine.serial().text();
        assertThat(text).filteredOn(line -> line.contains("GRUB: Debian")).hasSize(starts);
        return text;
    }

    private static void logInAndType(RunningMachine machine, String command) {
        machine.type("root\n");
        machine.expect("Password: ", LONG);
        machine.type(FullDebianGuest.PASSWORD + "\n");
        machine.expect("root@javisor-guest:~# ", LONG);
        machine.type(command + "\n");
    }
}
