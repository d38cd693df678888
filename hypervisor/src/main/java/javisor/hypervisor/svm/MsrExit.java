package javisor.hypervisor.svm;

import javisor.hypervisor.apic.InterruptCommand;
import javisor.hypervisor.apic.LocalApic;
import javisor.hypervisor.virtualisation.AllRegisters;
import javisor.hypervisor.virtualisation.GuardedInstructions;
import javisor.hypervisor.virtualisation.GuestRegisters;
import javisor.machine.x86.Cr0;
import javisor.machine.x86.Efer;
import javisor.machine.x86.Msr;

/**
 * RDMSR and WRMSR of the few MSRs that would show or undo the hypervisor.
 *
 * <p>EFER is the guest's except for SVME, which reads 0 and faults when set; the rules for the rest are the processor's (AMD APM vol.
 * 2, 3.1.7): reserved bits fault, LMA must keep its value, LME keeps it while paging is on. SVM's own registers fault as on a
 * processor without it. An MSR outside the permission map's ranges always exits (15.11; scalable machine-check banks are such): the
 * access is carried out here, and if the processor refuses, the guest gets the #GP it would have had.
 */
final class MsrExit {
    /** The doorbell of interrupt virtualisation. */
    static final int AVIC_DOORBELL = 0xC001_011B;

    private MsrExit() {}

    /**
     * Lets the accesses handled here exit.
     *
     * @param commands whether the guest's interrupt commands are to
     */
    static void intercept(MsrPermissionMap map, boolean commands) {
        if (commands) {
            map.interceptWrites(Msr.X2APIC_ICR);
        }
        map.intercept(Msr.EFER);
        map.intercept(Msr.TSC_RATIO);
        map.intercept(Msr.VM_CR);
        map.intercept(Msr.VM_HSAVE_PA);
        map.intercept(Msr.SVM_LOCK_KEY);
        map.intercept(AVIC_DOORBELL);
    }

    /** Handles the exit. */
    static void handle(SvmProcessor processor, AllRegisters all) {
        boolean write = processor.control().exitInfo1() == 1;
        GuestRegisters registers = all.common();
        boolean done = write ? write(processor, registers) : read(processor, registers);
        if (done) {
            InstructionEnd.advance(processor, processor.control(), processor.state());
            StartUp.follow(processor, all);
        } else {
            processor.fault(EventInjection.GENERAL_PROTECTION);
        }
    }

    private static boolean read(SvmProcessor processor, GuestRegisters registers) {
        VmcbState state = processor.state();
        int msr = registers.ecx();
        if (hidden(msr)) {
            return false;
        }
        long value = state.efer() & ~Efer.SVME;
        if (msr != Msr.EFER) {
            if (GuardedInstructions.readMsr(msr, processor.scratch()) != 0) {
                return false;
            }
            value = processor.scratch().readLong(0);
        }
        state.rax(value & 0xFFFF_FFFFL);
        registers.rdx(value >>> 32);
        return true;
    }

    private static boolean write(SvmProcessor processor, GuestRegisters registers) {
        int msr = registers.ecx();
        long value = registers.rdx() << 32 | processor.state().rax() & 0xFFFF_FFFFL;
        if (hidden(msr)) {
            return false;
        }
        InterruptCommand command = new InterruptCommand(value);
        if (msr == Msr.X2APIC_ICR && command.isProcessorControl() && LocalApic.x2apic()) {
            if (command.refusedInX2apicMode(true)) {
                return false;
            }
            processor.trap().carryOut(processor, command);
            return true;
        }
        return msr == Msr.EFER ? writeEfer(processor, value) : GuardedInstructions.writeMsr(msr, value) == 0;
    }

    private static boolean writeEfer(SvmProcessor processor, long value) {
        VmcbState state = processor.state();
        long changed = value ^ state.efer() & ~Efer.SVME;
        boolean reserved = (value & ~processor.eferMask()) != 0;
        boolean paging = (state.cr0() & Cr0.PG) != 0;
        if (reserved || (changed & Efer.LMA) != 0 || paging && (changed & Efer.LME) != 0) {
            return false;
        }
        state.efer(value | Efer.SVME);
        if ((changed & (Efer.NXE | Efer.LME)) != 0) {
            processor.flushTranslations();
        }
        return true;
    }

    private static boolean hidden(int msr) {
        return switch (msr) {
            case Msr.VM_CR, Msr.VM_HSAVE_PA, Msr.SVM_LOCK_KEY, Msr.TSC_RATIO, AVIC_DOORBELL -> true;
            default -> false;
        };
    }
}
