package javisor.hypervisor.svm;

import javisor.hypervisor.apic.InterruptCommand;
import javisor.hypervisor.nested.GuestPageTables;
import javisor.hypervisor.processor.Commands;
import javisor.hypervisor.processor.Processors;
import javisor.hypervisor.processor.Signals;
import javisor.machine.x86.Msr;

/**
 * Whether the guest's interrupt commands exit, because one of them may be a start-up interrupt: a processor that waits for one in resident
 * code does not see it come.
 *
 * <p><b>When it is not needed.</b> When all processors run, only an INIT can make one wait. Where VM_CR.R_INIT turns INIT into an exception
 * of the host (AMD APM vol. 2, 15.21.8 and 15.30.1), an INIT that nobody has trapped exits from its target's guest, and the trap is lifted
 * then: the local APIC costs no exit. The INIT sets it again. The start-up interrupt may have been sent before the target has come so far,
 * above all if it had to wake first; then it is the last command of its sender, which is asked for it. Where INIT cannot be redirected, the
 * trap stays.
 *
 * <p>Changes are made under the lock of the nested page tables.
 */
final class CommandTrap {
    private final GuestPageTables tables;
    private final MsrPermissionMap msrs;
    private final boolean redirected;
    private boolean set = true;

    /**
     * A trap that is set.
     *
     * @param redirected whether INIT is redirected
     */
    CommandTrap(GuestPageTables tables, MsrPermissionMap msrs, boolean redirected) {
        this.tables = tables;
        this.msrs = msrs;
        this.redirected = redirected;
    }

    /** {@return whether it is set} */
    boolean isSet() {
        return set;
    }

    /** Carries out a command of the guest of this processor, an INIT or a start-up. */
    void carryOut(SvmProcessor self, InterruptCommand command) {
        Processors.lock(self);
        if (command.isInit()) {
            change(self, true);
        }
        Commands.carryOut(self, command);
        Processors.unlock();
    }

    /** Sets it: a processor is going to wait. */
    void set(SvmProcessor self) {
        Processors.lock(self);
        change(self, true);
        Processors.unlock();
    }

    /** Lifts it, if nobody waits any more. */
    void lift(SvmProcessor self) {
        if (redirected) {
            Processors.lock(self);
            if (allRun()) {
                change(self, false);
            }
            Processors.unlock();
        }
    }

    private static boolean allRun() {
        boolean all = true;
        for (int i = 0; i < Processors.count(); i++) {
            all &= Processors.get(i).signals().state() == Signals.RUNNING;
        }
        return all;
    }

    /** What a processor has cached of the page without the right to write faults once, and is then forgotten. */
    private void change(SvmProcessor self, boolean trap) {
        if (trap == set) {
            return;
        }
        set = trap;
        tables.protect(trap);
        if (trap) {
            msrs.interceptWrites(Msr.X2APIC_ICR);
            self.forget();
        } else {
            msrs.allowWrites(Msr.X2APIC_ICR);
        }
    }
}
