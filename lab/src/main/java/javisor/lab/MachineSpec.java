package javisor.lab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What machine to emulate. Made from {@link #standard()} with the methods that change one thing at a time.
 *
 * @param model the emulator's name of the CPU model, with its features if any; {@code max,-svm} for example
 * @param cpus number of processors
 * @param parallel whether each processor may have a thread of the emulator's own; for guests that never load x87 state, see {@link Qemu}
 * @param memoryBytes size of memory
 * @param disks in boot order
 * @param counting whether the time-stamp counter counts instructions, which makes runs repeatable; one processor only
 * @param exitLog where to log guest exits and what is written to the serial port, if anywhere; see {@link ExitTrace}
 * @param gdbPort where the emulator's debugger stub listens, if anywhere; the machine then waits for the debugger
 * @param rebooting whether it starts again when it resets itself; otherwise that is its end
 * @param emulatorArguments passed on as they are
 */
public record MachineSpec(
        String model,
        int cpus,
        boolean parallel,
        long memoryBytes,
        List<Disk> disks,
        boolean counting,
        Optional<Path> exitLog,
        OptionalInt gdbPort,
        boolean rebooting,
        List<String> emulatorArguments) {

    /** The model that stands for everything the emulator can do. */
    public static final String DEFAULT_MODEL = "max";

    private static final long DEFAULT_MEMORY = 512L << 20;

    /** Copies the lists. */
    public MachineSpec {
        disks = List.copyOf(disks);
        emulatorArguments = List.copyOf(emulatorArguments);
    }

    /** {@return a machine with one processor of the fullest model, 512 MiB and no disk} */
    public static MachineSpec standard() {
        return new MachineSpec(
                DEFAULT_MODEL,
                1,
                false,
                DEFAULT_MEMORY,
                List.of(),
                false,
                Optional.empty(),
                OptionalInt.empty(),
                false,
                List.of());
    }

    /** {@return this machine with another CPU model} */
    public MachineSpec withModel(String other) {
        return new MachineSpec(
                other, cpus, parallel, memoryBytes, disks, counting, exitLog, gdbPort, rebooting, emulatorArguments);
    }

    /** {@return this machine with another number of processors} */
    public MachineSpec withCpus(int other) {
        return new MachineSpec(
                model, other, parallel, memoryBytes, disks, counting, exitLog, gdbPort, rebooting, emulatorArguments);
    }

    /** {@return this machine with its processors truly at work at the same time, where the emulator can} */
    public MachineSpec withParallelProcessors() {
        return new MachineSpec(
                model, cpus, true, memoryBytes, disks, counting, exitLog, gdbPort, rebooting, emulatorArguments);
    }

    /** {@return this machine with another size of memory} */
    public MachineSpec withMemory(long bytes) {
        return new MachineSpec(
                model, cpus, parallel, bytes, disks, counting, exitLog, gdbPort, rebooting, emulatorArguments);
    }

    /** {@return this machine with one more disk, behind the others in the boot order} */
    public MachineSpec withDisk(Disk disk) {
        List<Disk> more = new ArrayList<>(disks);
        more.add(disk);
        return new MachineSpec(
                model, cpus, parallel, memoryBytes, more, counting, exitLog, gdbPort, rebooting, emulatorArguments);
    }

    /** {@return this machine with a USB stick, which is never written} */
    public MachineSpec withStick(Path image) {
        return withDisk(new Disk(image, Disk.Attachment.USB_STICK, false));
    }

    /** {@return this machine with a SATA disk, which is never written} */
    public MachineSpec withOsDisk(Path image) {
        return withDisk(new Disk(image, Disk.Attachment.SATA, false));
    }

    /** {@return this machine with a time-stamp counter that counts instructions} */
    public MachineSpec withInstructionCount() {
        return new MachineSpec(
                model, cpus, parallel, memoryBytes, disks, true, exitLog, gdbPort, rebooting, emulatorArguments);
    }

    /** {@return this machine with its guest exits and its serial text logged} */
    public MachineSpec withExitLog(Path log) {
        return new MachineSpec(
                model,
                cpus,
                parallel,
                memoryBytes,
                disks,
                counting,
                Optional.of(log),
                gdbPort,
                rebooting,
                emulatorArguments);
    }

    /** {@return this machine waiting for a debugger on a local port} */
    public MachineSpec withGdb(int port) {
        return new MachineSpec(
                model,
                cpus,
                parallel,
                memoryBytes,
                disks,
                counting,
                exitLog,
                OptionalInt.of(port),
                rebooting,
                emulatorArguments);
    }

    /** {@return this machine starting again whenever it resets itself} */
    public MachineSpec withReboots() {
        return new MachineSpec(
                model, cpus, parallel, memoryBytes, disks, counting, exitLog, gdbPort, true, emulatorArguments);
    }

    /** {@return this machine with more arguments for the emulator} */
    public MachineSpec withEmulatorArguments(List<String> arguments) {
        List<String> more = new ArrayList<>(emulatorArguments);
        more.addAll(arguments);
        return new MachineSpec(model, cpus, parallel, memoryBytes, disks, counting, exitLog, gdbPort, rebooting, more);
    }
}
