package javisor.hypervisor.panic;

import javisor.hypervisor.apic.LocalApic;
import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.AssemblySymbol;
import javisor.machine.annotation.NoInline;
import javisor.machine.hosted.Hosted;
import javisor.machine.instruction.Cpu;

/**
 * Who has it prints, once; the other processors stop. Each is sent an NMI, which takes it out of its guest or out of resident code and
 * ends in the NMI handler or here. One that waits for a start-up interrupt gets none of either any more.
 */
public final class LastWord {
    private static final int NOBODY = 0;

    private static boolean others;

    private LastWord() {}

    /** Says whether there are other processors to stop: those that wait in the first code know no NMI. */
    public static void othersRun(boolean run) {
        others = run;
    }

    /** {@return what the last word is if this processor has it} */
    public static int of(int processor) {
        return processor + 1;
    }

    /** Takes the last word. If another processor has it, this one stops here. Taking it twice is allowed. */
    public static void take(int processor) {
        int mine = of(processor);
        if (!word().compareAndSetInt(0, NOBODY, mine)) {
            if (word().readIntVolatile(0) != mine) {
                halt();
            }
        } else if (others) {
            LocalApic.interruptOthers();
        }
    }

    /** {@return whether a processor has it, so that this one is to stop} */
    public static boolean taken() {
        return word().readIntVolatile(0) != NOBODY;
    }

    /** Stops this processor for good. Interrupts are off; an NMI ends in the NMI handler. */
    @NoInline
    public static void halt() {
        while (true) {
            Cpu.halt();
        }
    }

    @AssemblySymbol(symbol = "javisor_last_word")
    private static HostVirtual word() {
        return new HostVirtual(Hosted.platform().execute("address of javisor_last_word", 0));
    }
}
