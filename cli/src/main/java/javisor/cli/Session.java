package javisor.cli;

import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javisor.lab.Emulator;
import javisor.lab.MachineSpec;
import javisor.lab.Outcome;
import javisor.lab.RunningMachine;
import javisor.lab.SerialLine;

/** One machine from start to end, its serial line shown as it comes. */
final class Session {
    /** The last line of Javisor's report when it gives up; the machine then stands still. */
    private static final String STOPPED = SerialPrinter.PREFIX + "Javisor has stopped";

    private final Emulator emulator;
    private final SerialPrinter printer;
    private final InputStream typed;

    /** A session whose guest nobody types at. */
    Session(Emulator emulator, SerialPrinter printer) {
        this(emulator, printer, InputStream.nullInputStream());
    }

    /** A session whose guest receives {@code typed} on its serial port. */
    Session(Emulator emulator, SerialPrinter printer, InputStream typed) {
        this.emulator = emulator;
        this.printer = printer;
        this.typed = typed;
    }

    /**
     * How a session went.
     *
     * @param lines all that came on the serial line
     * @param ending how it ended; empty if what was expected has been seen or Javisor has stopped the machine
     * @param expected whether what was expected has been seen
     */
    record Result(List<String> lines, Optional<Outcome> ending, boolean expected) {

        /** {@return whether the machine switched itself off} */
        boolean poweredOff() {
            return ending.filter(outcome -> outcome.ending() == Outcome.Ending.POWER_OFF)
                    .isPresent();
        }

        /** {@return why the run counts as a failure, in a few words} */
        String complaint() {
            return ending.map(Outcome::toString).orElse("Javisor has stopped the machine");
        }

        List<String> guestLines() {
            return lines.stream()
                    .filter(Predicate.not(SerialPrinter::isJavisors))
                    .toList();
        }
    }

    /** Runs a machine until it ends, until the pattern is seen, or until the time is over. */
    Result run(MachineSpec spec, Optional<Pattern> expect, Duration limit) {
        return run(spec, expect, limit, SessionObserver.NONE);
    }

    /** The same with somebody who looks at the machine from outside. */
    Result run(MachineSpec spec, Optional<Pattern> expect, Duration limit, SessionObserver observer) {
        long deadline = System.nanoTime() + limit.toNanos();
        Predicate<String> wanted = expect.map(Pattern::asPredicate).orElse(line -> false);
        try (RunningMachine machine = emulator.start(spec, printer::print)) {
            observer.started(machine);
            Keyboard.connect(typed, machine::type);
            Optional<SerialLine> seen = machine.await(
                    wanted.or(line -> line.startsWith(STOPPED)).or(line -> printer.readerHasGone()), limit);
            Optional<Outcome> ending = seen.isPresent()
                    ? Optional.empty()
                    : Optional.of(machine.awaitEnd(Duration.ofNanos(Math.max(0, deadline - System.nanoTime()))));
            observer.over(machine);
            boolean expected = seen.map(SerialLine::text).filter(wanted).isPresent();
            return new Result(machine.serial().text(), ending, expected);
        }
    }
}
