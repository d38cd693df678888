package javisor.hypervisor.processor;

import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.AssemblySymbol;
import javisor.machine.hosted.Hosted;

/** The words about the nested page tables that all processors share. */
final class Shared {
    private static final int LOCK = 0;
    private static final int GENERATION = 4;

    private Shared() {}

    /** Tries to take the lock of the nested page tables; {@return whether it is taken now} */
    static boolean tryLock() {
        return words().exchangeInt(LOCK, 1) == 0;
    }

    /** Gives it back; all that was written before is seen by who takes it next. */
    static void unlock() {
        words().exchangeInt(LOCK, 0);
    }

    /** {@return the generation of the nested page tables} */
    static int generation() {
        return words().readIntVolatile(GENERATION);
    }

    /** Starts the next generation, after what belongs to it has been written. Only who has the lock does. {@return it} */
    static int nextGeneration() {
        int next = generation() + 1;
        words().exchangeInt(GENERATION, next);
        return next;
    }

    @AssemblySymbol(symbol = "javisor_shared")
    private static HostVirtual words() {
        return new HostVirtual(Hosted.platform().execute("address of javisor_shared", 0));
    }
}
