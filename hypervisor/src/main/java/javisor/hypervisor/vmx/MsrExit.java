package javisor.hypervisor.vmx;

import javisor.hypervisor.apic.InterruptCommand;
import javisor.hypervisor.apic.LocalApic;
import javisor.hypervisor.cpuid.CpuidPolicy;
import javisor.hypervisor.nested.Mtrrs;
import javisor.hypervisor.virtualisation.AllRegisters;
import javisor.hypervisor.virtualisation.GuardedInstructions;
import javisor.hypervisor.vmx.vmcs.GuestField;
import javisor.hypervisor.vmx.vmcs.Interruption;
import javisor.machine.instruction.Msrs;
import javisor.machine.x86.Msr;

/**
 * RDMSR and WRMSR of the few MSRs that would show VMX, or whose change concerns Javisor.
 *
 * <p>The VMX capability registers and IA32_SMM_MONITOR_CTL fault as on a processor without VMX. IA32_FEATURE_CONTROL reads locked,
 * with VMX off. MTRRs are the guest's own; a write is followed in the memory types of EPT. A microcode update is swallowed: loading one
 * under a guest is not supported by the processor (Intel SDM vol. 3, 33.4), and the guest sees that the revision stays. An MSR outside
 * the bitmaps' ranges always exits: the access is carried out here, and if the processor refuses, the guest gets the #GP it would have
 * had. A write to IA32_MISC_ENABLE may lift a limit of CPUID, whose leaf 0 is remembered. IA32_PERF_GLOBAL_CTRL is switched, and is 0 during
 * an exit: counters that went on could have the processor write a PEBS record to the guest's linear address in Javisor's address space.
 * An exit does not save it, so what the guest writes is written into the VMCS. The interrupt command register of x2APIC mode exits where
 * {@link CommandedStartUp} wants to see it.
 *
 * <p>EFER, PAT, DEBUGCTL and the SYSENTER registers are not here: they are switched with the guest, which accesses its own.
 */
final class MsrExit {
    private static final long LOCKED = 1;
    private static final long VMX_AND_SENTER = 0xFF06;

    private MsrExit() {}

    /** Lets the accesses handled here exit. */
    static void intercept(MsrBitmap bitmap, Mtrrs memoryTypes, boolean counters, boolean commands) {
        for (int msr = Msr.VMX_BASIC; msr <= Msr.VMX_LAST; msr++) {
            bitmap.interceptReads(msr);
            bitmap.interceptWrites(msr);
        }
        bitmap.interceptReads(Msr.SMM_MONITOR_CTL);
        bitmap.interceptWrites(Msr.SMM_MONITOR_CTL);
        bitmap.interceptReads(Msr.FEATURE_CONTROL);
        bitmap.interceptWrites(Msr.FEATURE_CONTROL);
        bitmap.interceptWrites(Msr.BIOS_UPDT_TRIG);
        bitmap.interceptWrites(Msr.MISC_ENABLE);
        if (counters) {
            bitmap.interceptWrites(Msr.PERF_GLOBAL_CTRL);
        }
        if (commands) {
            bitmap.interceptWrites(Msr.X2APIC_ICR);
        }
        for (int msr = Msr.MTRR_PHYS_BASE0; msr <= Msr.MTRR_DEF_TYPE; msr++) {
            if (memoryTypes.covers(msr)) {
                bitmap.interceptWrites(msr);
            }
        }
    }

    /** Handles RDMSR. */
    static void read(VmxProcessor processor, AllRegisters registers) {
        int msr = registers.common().ecx();
        if (hidden(msr) || GuardedInstructions.readMsr(msr, processor.scratch()) != 0) {
            Interruption.fault(Interruption.GP, 0);
            return;
        }
        long value = processor.scratch().readLong(0);
        if (msr == Msr.FEATURE_CONTROL) {
            value = value & ~VMX_AND_SENTER | LOCKED;
        }
        registers.general(AllRegisters.RAX, value & 0xFFFF_FFFFL);
        registers.general(AllRegisters.RDX, value >>> 32);
        InstructionEnd.advance();
    }

    /** Handles WRMSR. */
    static void write(VmxProcessor processor, AllRegisters registers) {
        int msr = registers.common().ecx();
        long value = registers.general(AllRegisters.RDX) << 32 | registers.general(AllRegisters.RAX) & 0xFFFF_FFFFL;
        InterruptCommand command = new InterruptCommand(value);
        boolean control = msr == Msr.X2APIC_ICR && command.isProcessorControl() && LocalApic.x2apic();
        if (control && !command.refusedInX2apicMode(false)) {
            InstructionEnd.advance();
            CommandedStartUp.carryOut(processor, command);
            CommandedStartUp.takeUp(processor, registers);
            return;
        }
        boolean refused = control || hidden(msr) || msr == Msr.FEATURE_CONTROL;
        if (!refused && msr != Msr.BIOS_UPDT_TRIG) {
            refused = GuardedInstructions.writeMsr(msr, value) != 0;
        }
        if (refused) {
            Interruption.fault(Interruption.GP, 0);
            return;
        }
        follow(processor, msr, value);
        InstructionEnd.advance();
    }

    /** Does what a write that the processor has taken asks of Javisor. */
    private static void follow(VmxProcessor processor, int msr, long value) {
        switch (msr) {
            case Msr.MISC_ENABLE -> processor.exits().highestLeaf(CpuidPolicy.highestLeaf(processor.scratch()));
            case Msr.PERF_GLOBAL_CTRL -> {
                Msrs.write(Msr.PERF_GLOBAL_CTRL, 0);
                GuestField.PERF_GLOBAL_CTRL.write(value);
            }
            default -> processor.followMemoryTypes(msr);
        }
    }

    private static boolean hidden(int msr) {
        return msr >= Msr.VMX_BASIC && msr <= Msr.VMX_LAST || msr == Msr.SMM_MONITOR_CTL;
    }
}
