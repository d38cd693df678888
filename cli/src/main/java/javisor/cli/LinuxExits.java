package javisor.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javisor.lab.Emulator;
import javisor.lab.ExitCounts;
import javisor.lab.ExitTrace;
import javisor.lab.MachineSpec;
import javisor.lab.Outcome;
import javisor.lab.RunningMachine;
import javisor.lab.guest.DebianGuest;

/**
 * The exits of a Linux guest: until its userland runs, while it is idle, while it computes. The guest's shell is told what
 * to do over the serial line and says when it begins with each; the exits in between are counted from the emulator's log.
 *
 * @param toMarker exits until userland runs
 * @param idle exits of an idle stretch
 * @param computing exits of a stretch of computing
 */
record LinuxExits(ExitCounts toMarker, BenchReport.Interval idle, BenchReport.Interval computing) {
    private static final Duration BOOT_TIME = Duration.ofMinutes(10);
    private static final Duration WORK_TIME = Duration.ofMinutes(5);

    private static final String IDLE = "BENCH-idle";
    private static final String COMPUTING = "BENCH-computing";
    private static final String END = "BENCH-end";
    private static final String WORK = """
            mark() { read -r up rest < /proc/uptime; echo "BENCH-$1 $up"; }
            mark idle; sleep 20; mark computing; i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done; mark end; poweroff -f
            """;

    /** Boots Linux on a machine and {@return its exits}. */
    static LinuxExits measure(Emulator emulator, MachineSpec machine, Path log) throws IOException {
        double idle;
        double computing;
        double end;
        try (RunningMachine running = emulator.start(machine.withExitLog(log))) {
            running.expect("^" + DebianGuest.MARKER, BOOT_TIME);
            running.expect("^/ # ", BOOT_TIME);
            running.type(WORK);
            idle = uptime(running, IDLE);
            computing = uptime(running, COMPUTING);
            end = uptime(running, END);
            Outcome outcome = running.awaitEnd(WORK_TIME);
            if (outcome.ending() != Outcome.Ending.POWER_OFF) {
                throw new GuestFailedException("the Linux guest did not power off: " + outcome);
            }
        }
        ExitTrace trace = ExitTrace.read(log);
        ExitCounts atIdle = trace.until(IDLE);
        ExitCounts atComputing = trace.until(COMPUTING);
        return new LinuxExits(
                trace.until(DebianGuest.MARKER),
                new BenchReport.Interval(computing - idle, atComputing.since(atIdle)),
                new BenchReport.Interval(end - computing, trace.until(END).since(atComputing)));
    }

    private static double uptime(RunningMachine running, String mark) {
        String line = running.expect(mark + " [0-9]+\\.[0-9]{2}$", WORK_TIME).text();
        Matcher number = Pattern.compile("[0-9.]+$").matcher(line);
        if (!number.find()) {
            throw new GuestFailedException("no time in " + line);
        }
        return Double.parseDouble(number.group());
    }
}
