package javisor.hypervisor.processor;

import javisor.hypervisor.memory.ProcessorMemory;
import javisor.hypervisor.panic.ExceptionDescriptors;
import javisor.machine.annotation.EntryPoint;
import javisor.machine.instruction.Cpu;

/** Where a processor that has been called enters Java, on its own stack. One at a time does. */
public final class ProcessorBoot {
    private static Newcomer newcomer;

    /** What becomes of a processor that has come. */
    public interface Newcomer {
        /**
         * Runs on that processor; never returns.
         *
         * @param caching its CR0.CD and CR0.NW as they were
         */
        void join(int processor, long caching);
    }

    private ProcessorBoot() {}

    /** Says what becomes of those that come. */
    public static void then(Newcomer what) {
        newcomer = what;
    }

    /** Called by the start-up code. */
    @EntryPoint(symbol = "javisor_processor_boot")
    static void boot(long caching) {
        int processor = ProcessorMemory.owner(Cpu.framePointer());
        ExceptionDescriptors.install(processor);
        newcomer.join(processor, caching);
        throw new IllegalStateException("a processor has come back");
    }
}
