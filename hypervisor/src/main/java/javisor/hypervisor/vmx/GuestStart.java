package javisor.hypervisor.vmx;

import javisor.hypervisor.vmx.vmcs.ControlField;
import javisor.hypervisor.vmx.vmcs.GuestField;
import javisor.hypervisor.vmx.vmcs.GuestSegment;
import javisor.machine.boot.BootInfo;
import javisor.machine.instruction.ControlRegisters;
import javisor.machine.instruction.Cpu;
import javisor.machine.instruction.Msrs;
import javisor.machine.x86.Cr0;
import javisor.machine.x86.Msr;

/**
 * The guest's first state: real mode at the loader's chain-load routine, as the BIOS left the boot processor, or waiting (Intel SDM vol. 3, table 10-1
 * for values at reset, 27.3.1 for what VM entries demand).
 *
 * <p>The caches stay as they are: CR0.CD and CR0.NW are the processor's. What the VMCS does not hold is given its value here and stays
 * loaded: CR2, DR6. The MSRs are the BIOS's.
 */
final class GuestStart {
    private static final int INTERRUPT_VECTORS_LIMIT = 0x3FF;

    private GuestStart() {}

    /** Fills in the guest-state area of the boot processor, and with it the two shadows. */
    static void fill(BootInfo bootInfo, FixedBits fixed) {
        fill(fixed, ControlRegisters.readCr0() & (Cr0.CD | Cr0.NW));
        ResetState.segment(GuestSegment.CS, bootInfo.guestEntrySegment(), ResetState.CODE);
        GuestField.RIP.write(bootInfo.guestEntryOffset());
        ResetState.segment(GuestSegment.SS, bootInfo.guestStackSegment(), ResetState.DATA);
        GuestField.RSP.write(bootInfo.guestStackPointer());
        GuestField.IDTR_LIMIT.write(INTERRUPT_VECTORS_LIMIT);
    }

    /**
     * Fills in the guest-state area of another processor, which waits for the OS to start it.
     *
     * @param caching its CR0.CD and CR0.NW
     * @param halted whether it is halted until {@link CommandedStartUp} starts it
     */
    static void fillWaiting(FixedBits fixed, long caching, boolean halted) {
        fill(fixed, caching);
        GuestField.ACTIVITY.write(halted ? ResetState.HALTED : ResetState.WAIT_FOR_SIPI);
    }

    private static void fill(FixedBits fixed, long caching) {
        ResetState.fill(fixed, caching);
        GuestField.DEBUGCTL.write(Msrs.read(Msr.DEBUG_CTL));
        GuestField.SYSENTER_CS.write(Msrs.read(Msr.SYSENTER_CS));
        GuestField.SYSENTER_ESP.write(Msrs.read(Msr.SYSENTER_ESP));
        GuestField.SYSENTER_EIP.write(Msrs.read(Msr.SYSENTER_EIP));
        GuestField.VMCS_LINK_POINTER.write(-1);
        if ((ControlField.ENTRY.read() & Controls.ENTRY_LOAD_PAT) != 0) {
            GuestField.PAT.write(Msrs.read(Msr.PAT));
        }
        if ((ControlField.ENTRY.read() & Controls.ENTRY_LOAD_PERFORMANCE) != 0) {
            GuestField.PERF_GLOBAL_CTRL.write(Msrs.read(Msr.PERF_GLOBAL_CTRL));
        }
        if ((ControlField.ENTRY.read() & Controls.ENTRY_LOAD_CET) != 0) {
            GuestField.S_CET.write(0);
            GuestField.SSP.write(0);
            GuestField.INTERRUPT_SSP_TABLE.write(0);
        }
        ControlRegisters.writeCr2(0);
        Cpu.writeDr6(ResetState.DR6);
    }
}
