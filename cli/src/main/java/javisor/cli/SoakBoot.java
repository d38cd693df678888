package javisor.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javisor.lab.Emulator;
import javisor.lab.EmulatorException;
import javisor.lab.MachineSpec;
import javisor.lab.QemuMachine;
import javisor.lab.RunningMachine;

/**
 * One boot of a soak.
 *
 * @param number which one, from 1
 * @param complaint what was wrong with it, if anything
 * @param log its serial lines with the seconds since the start, and the registers of all processors if it stood still in QEMU
 */
record SoakBoot(int number, Optional<String> complaint, List<String> log) {

    /** Boots the machine and {@return how it went}. */
    static SoakBoot take(int number, Emulator emulator, MachineSpec machine, BootVerdict verdict, Duration limit) {
        List<String> log = new ArrayList<>();
        try {
            Session.Result result =
                    new Session(emulator, SerialPrinter.silent()).run(machine, Optional.empty(), limit, recorder(log));
            return new SoakBoot(number, verdict.complaint(result), log);
        } catch (EmulatorException failure) {
            return new SoakBoot(number, Optional.of(failure.getMessage()), log);
        }
    }

    private static SessionObserver recorder(List<String> log) {
        return new SessionObserver() {
            @Override
            public void over(RunningMachine machine) {
                record(machine, log);
            }
        };
    }

    private static void record(RunningMachine machine, List<String> log) {
        machine.serial()
                .lines()
                .forEach(line ->
                        log.add(String.format(Locale.ROOT, "%8.3f %s", line.at().toMillis() / 1000.0, line.text())));
        if (machine instanceof QemuMachine qemu && !machine.hasEnded()) {
            qemu.monitor().command("info registers -a").lines().forEach(log::add);
        }
    }
}
