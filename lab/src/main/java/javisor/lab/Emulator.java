package javisor.lab;

import java.util.function.Consumer;

/** A program that emulates PCs. */
public sealed interface Emulator permits Qemu, Bochs {

    /** {@return the program and the packages it comes in} */
    ExternalTool tool();

    /** {@return how the emulator will run such a machine, in a few words for the user} */
    String describe(MachineSpec spec);

    /**
     * Starts a machine and {@return it, running}.
     *
     * @param spec which machine
     * @param listener gets every line of the serial port as it comes, on a thread of the machine's
     */
    RunningMachine start(MachineSpec spec, Consumer<SerialLine> listener);

    /** Starts a machine nobody listens to and {@return it, running}. */
    default RunningMachine start(MachineSpec spec) {
        return start(spec, line -> {});
    }
}
