package javisor.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import javisor.lab.Bochs;
import javisor.lab.Emulator;
import javisor.lab.EmulatorException;
import javisor.lab.ExitCounts;
import javisor.lab.ExitTrace;
import javisor.lab.MachineSpec;
import javisor.lab.Qemu;
import javisor.lab.QemuMachine;
import javisor.lab.QemuMonitor;
import javisor.lab.RunningMachine;

/**
 * Finds out how often each processor exited in a session. In QEMU Javisor's own counters are read when the session is over, which
 * costs the guest nothing. Bochs lets nobody into the machine's memory, but logs every exit.
 */
sealed interface ExitCounting extends SessionObserver {

    /** {@return the way that suits the emulator, or none if they are not wanted} */
    static ExitCounting with(Emulator emulator, Path log, boolean wanted) {
        if (!wanted) {
            return new OfNothing();
        }
        return switch (emulator) {
            case Qemu qemu -> new OfCounters();
            case Bochs bochs -> new OfLog(log);
        };
    }

    /** {@return the machine with what it takes} */
    MachineSpec prepare(MachineSpec machine);

    /** {@return the exits of each processor, when the session is over; nothing if that is not known} */
    Optional<List<ProcessorExits>> exits() throws IOException;

    /** {@return the lines that tell of them} */
    default List<String> report() throws IOException {
        List<String> lines = new ArrayList<>(List.of(""));
        lines.addAll(exits().map(ExitTable::of).orElse(List.of("exits: not known, Javisor's counters were not found")));
        return lines;
    }

    /** Nobody wants to know. */
    final class OfNothing implements ExitCounting {
        @Override
        public MachineSpec prepare(MachineSpec machine) {
            return machine;
        }

        @Override
        public Optional<List<ProcessorExits>> exits() {
            return Optional.empty();
        }

        @Override
        public List<String> report() {
            return List.of();
        }
    }

    /** Javisor's counters. */
    final class OfCounters implements ExitCounting {
        private static final Duration READING_TIME = Duration.ofSeconds(2);

        private volatile Optional<List<ProcessorExits>> exits = Optional.empty();

        @Override
        public MachineSpec prepare(MachineSpec machine) {
            return machine;
        }

        @Override
        public void started(RunningMachine machine) {
            if (machine instanceof QemuMachine qemu) {
                qemu.atEnd(monitor -> read(qemu, monitor));
            }
        }

        @Override
        public void over(RunningMachine machine) {
            if (machine instanceof QemuMachine qemu && !machine.hasEnded()) {
                read(qemu, qemu.monitor());
            }
        }

        @Override
        public Optional<List<ProcessorExits>> exits() {
            return exits;
        }

        /** A machine may end before all it has sent is read. */
        private void read(RunningMachine machine, QemuMonitor monitor) {
            try {
                machine.serial().seen(WithheldRange::isIn, READING_TIME);
                exits = WithheldRange.in(machine.serial().text())
                        .flatMap(range -> ExitArea.find(monitor.memory(range.first(), Math.toIntExact(range.bytes()))));
            } catch (EmulatorException gone) {
                // The machine ended while it was looked at.
            }
        }
    }

    /** The emulator's log. */
    final class OfLog implements ExitCounting {
        private final Path log;
        private int cpus;

        private OfLog(Path log) {
            this.log = log;
        }

        @Override
        public MachineSpec prepare(MachineSpec machine) {
            cpus = machine.cpus();
            return machine.withExitLog(log);
        }

        @Override
        public Optional<List<ProcessorExits>> exits() throws IOException {
            SortedMap<Integer, ExitCounts> counts = ExitTrace.read(log).byProcessor();
            List<ProcessorExits> processors = new ArrayList<>();
            for (int number = 0; number < cpus; number++) {
                Map<String, Long> byKind =
                        counts.getOrDefault(number, ExitCounts.NONE).byReason();
                processors.add(new ProcessorExits(OptionalInt.empty(), true, byKind));
            }
            return Optional.of(processors);
        }
    }
}
