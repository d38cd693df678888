package javisor.hypervisor.processor;

import javisor.hypervisor.memory.ProcessorMemory;
import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.Unboxed;

/**
 * What others tell a processor, in its page: other processors, and the NMI handler, in assembly, which takes the offsets from here. Every
 * word is written by one locked instruction or one store and read anew each time.
 *
 * <p><b>Kicks.</b> Whoever has left word sets {@link #KICKED} and, if it was not set, sends an NMI. So at most one NMI of Javisor's own is
 * under way to a processor, and the processor, when it takes one, knows by clearing the word whether it was that one or the guest's.
 * Should both arrive while NMIs are held back they are one, and the guest's is lost.
 *
 * <p><b>Start-up.</b> {@link #STATE} goes from running to INIT pending (by the sender of the INIT) to waiting (by the processor), and from
 * either to starting with a vector (by the sender of the start-up interrupt) to running (by the processor). An INIT comes through whatever
 * the state was; every other step is a compare-and-set, so of two start-up interrupts the second is ignored, as by the processor itself.
 *
 * <p><b>Translations.</b> Who takes something out of the nested page tables raises {@link Shared#generation}, kicks all that run, and waits
 * until each has {@link #FLUSHED} that generation. A processor that starts becomes running first and flushes then, so it either is
 * waited for or finds the tables as they are now.
 *
 * @param base where they stand
 */
@Unboxed
public record Signals(HostVirtual base) {
    /** Offset from the start of the processor's page. */
    public static final int IN_PAGE = 0x300;

    /** Offset of the number of NMIs that were taken in resident code and not looked at, 32 bits. */
    public static final int TAKEN = 0x00;

    /** Offset of whether an NMI of Javisor's own is under way, 32 bits. */
    public static final int KICKED = 0x04;

    /** Offset of the start-up state, 32 bits. */
    public static final int STATE = 0x08;

    /** Offset of the generation of nested page tables that was flushed last, 32 bits. */
    public static final int FLUSHED = 0x0C;

    /** Offset of what the NMI handler writes to the primary processor-based controls of a VMCS for the guest's NMI, 64 bits; 0: none. */
    public static final int NMI_CONTROLS = 0x10;

    /** Offset of what it writes for one of Javisor's own, 64 bits. */
    public static final int KICK_CONTROLS = 0x18;

    /** Offset of the guest's logical destination register, 32 bits. */
    public static final int LOGICAL_DESTINATION = 0x20;

    /** Offset of its destination format register, 32 bits. */
    public static final int DESTINATION_FORMAT = 0x24;

    /** Offset of whether an INIT was taken in resident code, as #SX, and not looked at, 32 bits. */
    public static final int INIT_TAKEN = 0x28;

    /** Offset of what the last word is if this processor has it, 32 bits. */
    public static final int OWN_WORD = 0x2C;

    /** State: the guest runs. */
    public static final int RUNNING = 0;

    /** State: an INIT has been sent, and not yet been followed. */
    public static final int INIT_PENDING = 1;

    /** State: waits for a start-up interrupt. */
    public static final int WAITING = 2;

    /** State: has got one; its vector is in the lowest byte. */
    public static final int STARTING = 0x100;

    /** {@return those of a processor} */
    public static Signals of(int processor) {
        return new Signals(ProcessorMemory.page(processor).add(IN_PAGE));
    }

    /** {@return the start-up state} */
    public int state() {
        return base.readIntVolatile(STATE);
    }

    /** Sets the start-up state, whatever it was. */
    public void state(int value) {
        base.exchangeInt(STATE, value);
    }

    /** Goes from one start-up state to another; {@return whether it was in the first} */
    public boolean change(int from, int to) {
        return base.compareAndSetInt(STATE, from, to);
    }

    /** {@return whether the guest runs here, or will before anything else happens} A processor with an INIT pending still does. */
    public boolean running() {
        int state = state();
        return state == RUNNING || state == INIT_PENDING;
    }

    /** {@return the guest's logical destination register} */
    public int logicalDestination() {
        return base.readIntVolatile(LOGICAL_DESTINATION);
    }

    /** {@return the guest's destination format register} */
    public int destinationFormat() {
        return base.readIntVolatile(DESTINATION_FORMAT);
    }

    /** Tells the others by which logical destinations the guest can be named. */
    public void destinations(int logicalDestination, int destinationFormat) {
        base.writeIntVolatile(LOGICAL_DESTINATION, logicalDestination);
        base.writeIntVolatile(DESTINATION_FORMAT, destinationFormat);
    }

    /** Marks an NMI of Javisor's own; {@return whether one has to be sent} */
    public boolean kick() {
        return base.exchangeInt(KICKED, 1) == 0;
    }

    /** {@return whether an NMI of Javisor's own was under way, which has come} */
    public boolean takeKick() {
        return base.exchangeInt(KICKED, 0) != 0;
    }

    /**
     * Looks at the NMIs that were taken in resident code since this was last called; one of Javisor's own, if any was under way, is
     * among them.
     *
     * @return how many are the guest's
     */
    public int takeNmis() {
        int taken = base.exchangeInt(TAKEN, 0);
        return taken > 0 && takeKick() ? taken - 1 : taken;
    }

    /** {@return whether an NMI was taken in resident code and has not been looked at} */
    public boolean nmiTaken() {
        return base.readIntVolatile(TAKEN) != 0;
    }

    /** {@return whether an INIT was taken in resident code since this was last called} */
    public boolean takeInit() {
        return base.exchangeInt(INIT_TAKEN, 0) != 0;
    }

    /** Says what the last word is if this processor has it. */
    public void ownWord(int word) {
        base.writeIntVolatile(OWN_WORD, word);
    }

    /** {@return the generation of the nested page tables that was flushed last} */
    public int flushed() {
        return base.readIntVolatile(FLUSHED);
    }

    /** Says which generation has been flushed. */
    public void flushed(int generation) {
        base.exchangeInt(FLUSHED, generation);
    }

    /** Tells the NMI handler what to write to the VMCS that is current here; zeros for nothing. */
    public void controls(long nmi, long kick) {
        base.writeLongVolatile(KICK_CONTROLS, kick);
        base.writeLongVolatile(NMI_CONTROLS, nmi);
    }
}
