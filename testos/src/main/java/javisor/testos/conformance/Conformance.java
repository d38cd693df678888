package javisor.testos.conformance;

import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.EntryPoint;
import javisor.machine.console.Console;
import javisor.testos.TestOs;

/** The suite, run in one go. It takes over GDT, IDT, TR and the interrupt controller and does not give them back. */
public final class Conformance {
    private final Console console;
    private final Verdicts verdicts;

    /** A suite that prints to {@code console}. */
    public Conformance(Console console) {
        this.console = console;
        this.verdicts = new Verdicts(console);
    }

    /** Prints a line for each check, and at the end how many passed. */
    public void run() {
        Tables.install();
        new CpuidDump(console).print();
        new SvmChecks(verdicts).run();
        new VmxChecks(verdicts).run();
        new CpuidChecks(verdicts).run();
        new ExceptionChecks(verdicts).run();
        new DebugChecks(verdicts).run();
        new RegisterChecks(verdicts).run();
        new FeatureChecks(verdicts).run();
        new InterruptChecks(verdicts).run();
        verdicts.summarise();
    }

    /** Raises an exception that cannot be delivered: the machine resets. */
    public void tripleFault() {
        console.println("triple fault: the machine resets now");
        Instructions.tripleFault();
    }

    /** Called for an exception that no check expects. */
    @EntryPoint(symbol = "conformance_unexpected")
    static void unexpected(long vector, HostVirtual address) {
        TestOs.console()
                .print("unexpected exception: vector ")
                .decimal(vector)
                .print(" at ")
                .hex(address.rawValue())
                .println();
        throw new IllegalStateException("an exception that no check expects");
    }
}
