package javisor.hypervisor.svm;

import javisor.machine.boot.BootInfo;
import javisor.machine.instruction.ControlRegisters;
import javisor.machine.instruction.Msrs;
import javisor.machine.x86.Cr0;
import javisor.machine.x86.Msr;

/**
 * The guest's first state: real mode at the loader's chain-load routine, as the BIOS left the processor (AMD APM vol. 2, 14.1.3 for
 * values at reset, 15.5.1 for what VMRUN demands).
 *
 * <p>EFER.SVME is set in the VMCB, which VMRUN demands, and hidden from the guest by the MSR handler. The caches stay as they are:
 * CR0.CD and CR0.NW are the processor's. VMLOAD's part of the state is the BIOS's for the MSRs, and the reset values for the segment
 * registers that the loader's long mode has used.
 */
final class GuestStart {
    private static final int INTERRUPT_VECTORS_LIMIT = 0x3FF;

    private GuestStart() {}

    /** Fills in the state-save area of the boot processor. */
    static void fill(VmcbState state, BootInfo bootInfo) {
        ResetState.fill(state, ControlRegisters.readCr0() & (Cr0.CD | Cr0.NW));
        state.cs().setRealMode(bootInfo.guestEntrySegment(), VmcbSegment.CODE);
        state.rip(bootInfo.guestEntryOffset());
        state.ss().setRealMode(bootInfo.guestStackSegment(), VmcbSegment.DATA);
        state.rsp(bootInfo.guestStackPointer());
        state.idtr().set(0, 0, INTERRUPT_VECTORS_LIMIT, 0);
        state.guestPat(Msrs.read(Msr.PAT));
    }
}
