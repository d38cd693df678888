package javisor.hypervisor.processor;

import javisor.hypervisor.apic.LocalApic;
import javisor.hypervisor.nested.GuestPageTables;
import javisor.hypervisor.panic.LastWord;
import javisor.hypervisor.panic.Panic;
import javisor.machine.address.GuestPhysical;
import javisor.machine.instruction.Cpu;

/**
 * All processors, and what they do together. The list is complete before the guest starts and never changes.
 *
 * <p>The nested page tables are shared. Whoever changes them has their lock, and waits, holding it, until the others have followed; who
 * waits for the lock follows meanwhile.
 */
public final class Processors {
    /** After so many pauses an NMI has been lost, whatever {@link Signals} say. A surplus one is the guest's. */
    private static final int AGAIN = 1 << 24;

    private static Processor[] all = {};

    private Processors() {}

    /** Makes room for {@code count}. */
    public static void begin(int count) {
        all = new Processor[count];
        Panic.guests(all);
        LastWord.othersRun(false);
    }

    /** Takes one into the list. */
    public static void add(Processor processor) {
        all[processor.number()] = processor;
    }

    /** {@return how many there are} */
    public static int count() {
        return all.length;
    }

    /** {@return processor {@code number}} */
    public static Processor get(int number) {
        return all[number];
    }

    /** Tells a processor, not the one this runs on, to look at what was left for it. */
    public static void kick(Processor target) {
        if (target.signals().kick()) {
            LocalApic.interrupt(target.apicId());
        }
    }

    /** Makes the nested page tables that an address lacks; {@return whether it lacked any} */
    public static boolean fill(Processor self, GuestPageTables tables, GuestPhysical address) {
        lock(self);
        boolean made = tables.fill(address, self);
        unlock();
        return made;
    }

    /** Waits until each processor whose guest runs has followed to {@code generation}. */
    static void awaitFlush(Processor self, int generation) {
        for (int i = 0; i < all.length; i++) {
            Processor other = all[i];
            if (other != self && other.signals().running() && other.signals().flushed() != generation) {
                kick(other);
            }
        }
        for (int i = 0; i < all.length; i++) {
            Signals signals = all[i].signals();
            int waited = 0;
            while (all[i] != self && signals.running() && signals.flushed() != generation) {
                Cpu.pause();
                waited++;
                if (waited % AGAIN == 0) {
                    LocalApic.interrupt(all[i].apicId());
                }
            }
        }
    }

    /** Takes the lock of the nested page tables. */
    public static void lock(Processor self) {
        while (!Shared.tryLock()) {
            self.follow();
            Cpu.pause();
        }
    }

    /** Gives it back. */
    public static void unlock() {
        Shared.unlock();
    }
}
