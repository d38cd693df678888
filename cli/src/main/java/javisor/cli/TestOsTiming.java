package javisor.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javisor.lab.Emulator;
import javisor.lab.MachineSpec;
import javisor.lab.Outcome;
import javisor.lab.RunningMachine;

/**
 * What the test OS measures on a machine that counts instructions, and what Javisor says meanwhile.
 *
 * @param cpuidLoop instructions of the loop that executes CPUID
 * @param javisor Javisor's lines; none on a bare machine
 */
record TestOsTiming(long cpuidLoop, List<String> javisor) {
    private static final Duration TIME = Duration.ofMinutes(2);

    /** Boots the test OS on a machine and {@return its measurement}. */
    static TestOsTiming measure(Emulator emulator, MachineSpec machine) {
        List<String> lines;
        try (RunningMachine running = emulator.start(machine)) {
            Outcome outcome = running.awaitEnd(TIME);
            lines = new ArrayList<>(running.serial().text());
            if (!lines.contains(Report.COMPLETE)) {
                throw new GuestFailedException("the test OS did not come to its end, " + outcome);
            }
        }
        List<String> javisor = lines.stream().filter(SerialPrinter::isJavisors).toList();
        lines.removeAll(javisor);
        return new TestOsTiming(Long.parseLong(Report.of(lines).value("cpuid-loop-tsc")), javisor);
    }
}
