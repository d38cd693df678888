package javisor.hypervisor.processor;

import javisor.hypervisor.log.ExitCounts;
import javisor.hypervisor.nested.Translations;
import javisor.hypervisor.panic.GuestSummary;
import javisor.machine.annotation.Inline;

/**
 * What both makers' processors have of their own: a number, an APIC ID, counters, and the memory in which others leave word. Made at
 * boot, by the processor itself; an exit reaches what it needs from here without a lock.
 */
public abstract class Processor implements GuestSummary, Translations {
    private final int number;
    private final int apicId;
    private final Signals signals;
    private final ExitCounts exits;
    private long highestLeaf;

    /** Processor {@code number}, counted in {@code exits}. */
    protected Processor(int number, int apicId, ExitCounts exits) {
        this.number = number;
        this.apicId = apicId;
        this.signals = Signals.of(number);
        this.exits = exits;
        exits.apicId(apicId);
    }

    /** {@return its number, 0 for the boot processor} */
    public final int number() {
        return number;
    }

    /** {@return its APIC ID} */
    public final int apicId() {
        return apicId;
    }

    /** {@return where others leave word} */
    public final Signals signals() {
        return signals;
    }

    /** {@return its counters} */
    @Inline
    public final ExitCounts exits() {
        return exits;
    }

    /** {@return the highest basic leaf of CPUID} */
    @Inline
    public final long highestLeaf() {
        return highestLeaf;
    }

    /** Remembers the highest basic leaf of CPUID, which Intel's IA32_MISC_ENABLE can limit on each processor. */
    public final void highestLeaf(long leaf) {
        highestLeaf = leaf;
    }

    /** Has the processor, on which this runs, forget what it has cached of the nested page tables before its guest goes on. */
    public abstract void flushNested();

    /** Forgets what others have taken out of the nested page tables, if this processor has not yet. */
    public final void follow() {
        int generation = Shared.generation();
        if (signals.flushed() != generation) {
            flushNested();
            signals.flushed(generation);
        }
    }

    @Override
    public final void forget() {
        int generation = Shared.nextGeneration();
        flushNested();
        signals.flushed(generation);
        Processors.awaitFlush(this, generation);
    }
}
