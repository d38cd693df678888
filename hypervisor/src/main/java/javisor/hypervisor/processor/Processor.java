package javisor.hypervisor.processor;

import javisor.hypervisor.apic.LocalApic;
import javisor.hypervisor.cpuid.CpuidPolicy;
import javisor.hypervisor.log.ExitRecord;
import javisor.hypervisor.log.ExitStatistics;
import javisor.hypervisor.memory.ProcessorMemory;
import javisor.hypervisor.nested.Translations;
import javisor.hypervisor.panic.GuestSummary;
import javisor.hypervisor.panic.LastWord;
import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.Inline;
import javisor.machine.console.Console;
import javisor.machine.instruction.Cpu;

/**
 * What both makers' processors have of their own: a number, an APIC ID, counters, and memory in which others leave word. Made at
 * boot, by the processor itself; an exit reaches what it needs from here without a lock.
 */
public abstract class Processor implements GuestSummary, Translations {
    /** Offset of the scratch area in the processor's page. */
    public static final int SCRATCH = 0x800;

    private final int number;
    private final int apicId;
    private final Signals signals;
    private final ExitStatistics statistics;
    private final ExitRecord exits;
    private long startedAt;

    /** Processor {@code number}, which is the one this runs on. */
    protected Processor(int number, ExitStatistics statistics) {
        this.number = number;
        this.apicId = LocalApic.id();
        this.signals = Signals.of(number);
        signals.ownWord(LastWord.of(number));
        this.statistics = statistics;
        this.exits = statistics.of(number);
        exits.apicId(apicId);
        exits.runs(number == 0);
        exits.highestLeaf(CpuidPolicy.highestLeaf(scratch()));
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

    /** {@return 256 bytes for its own use in the host's address space, aligned to 16} */
    public final HostVirtual scratch() {
        return ProcessorMemory.page(number).add(SCRATCH);
    }

    /** {@return its part of the statistics} */
    @Inline
    public final ExitRecord exits() {
        return exits;
    }

    /** Tells the others which logical destinations the guest has given this processor, on which this runs. */
    public final void tellDestinations() {
        signals.destinations(LocalApic.logicalDestination(), LocalApic.destinationFormat());
    }

    /** Says whether the guest runs here, or this waits for a start-up interrupt. */
    public final void state(int state) {
        signals.state(state);
        exits.runs(state == Signals.RUNNING);
    }

    /** A start-up interrupt is followed on this processor. */
    public final void startsNow() {
        startedAt = Cpu.readTimeStampCounter();
    }

    /** {@return whether the last start-up interrupt was followed here less than so many ticks of the time-stamp counter ago} */
    public final boolean startedWithin(long ticks) {
        return Long.compareUnsigned(Cpu.readTimeStampCounter() - startedAt, ticks) < 0;
    }

    /** Prints how often the guest left, by reason. */
    protected final void printExits(Console console) {
        statistics.print(console, exits);
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
