package javisor.cli;

import java.io.PrintWriter;
import javisor.lab.Bochs;
import javisor.lab.Emulator;
import javisor.lab.MachineSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say on what machine a guest is started, and in which emulator. */
final class MachineOptions {
    private static final int MOST_CPUS = 64;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--cpu",
            paramLabel = "amd|intel",
            defaultValue = "amd",
            description = "Whose virtualisation to use (default: ${DEFAULT-VALUE}). Intel's is emulated by Bochs only.")
    private CpuMaker cpu;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description =
                    "The emulator's CPU model (default: for amd the fullest, for intel " + Bochs.INTEL_MODEL + ").")
    private String model;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            defaultValue = "512M",
            converter = MemorySize.class,
            description = "Memory of the machine, as 256M or 6G (default: ${DEFAULT-VALUE}).")
    private long memory;

    @Option(
            names = "--emulator",
            paramLabel = "qemu|bochs|auto",
            defaultValue = "auto",
            description = "Which emulator (default: ${DEFAULT-VALUE}).")
    private EmulatorChoice emulator;

    /**
     * {@return the machine with a number of processors, without disks}
     *
     * @throws ParameterException if there is no such machine
     */
    MachineSpec spec(int cpus) {
        if (!emulator.suits(cpu)) {
            throw wrong("QEMU does not emulate Intel VT-x; leave --emulator out, or say --emulator bochs");
        }
        if (cpus < 1 || cpus > MOST_CPUS) {
            throw wrong("--cpus takes 1 to " + MOST_CPUS + ", not " + cpus);
        }
        return MachineSpec.standard()
                .withModel(model == null ? cpu.model() : model)
                .withCpus(cpus)
                .withMemory(memory);
    }

    /** Installs or builds the emulator if it is missing and {@return it}. */
    Emulator emulator(PrintWriter err) {
        return emulator.provide(cpu, err);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
