package javisor.hypervisor.svm;

import javisor.machine.boot.BootInfo;
import javisor.machine.instruction.ControlRegisters;
import javisor.machine.instruction.Msrs;
import javisor.machine.x86.Cr0;
import javisor.machine.x86.Efer;
import javisor.machine.x86.Msr;
import javisor.machine.x86.Rflags;

/**
 * The guest's first state: real mode at the loader's chain-load routine, as the BIOS left the processor (AMD APM vol. 2, 14.1.3 for
 * values at reset, 15.5.1 for what VMRUN demands).
 *
 * <p>EFER.SVME is set in the VMCB, which VMRUN demands, and hidden from the guest by the MSR handler. The caches stay as they are:
 * CR0.CD and CR0.NW are the processor's. VMLOAD's part of the state is the BIOS's for the MSRs, and the reset values for the segment
 * registers that the loader's long mode has used.
 */
final class GuestStart {
    private static final long DR6_AT_RESET = 0xFFFF_0FF0L;
    private static final long DR7_AT_RESET = 0x400;
    private static final int INTERRUPT_VECTORS_LIMIT = 0x3FF;
    private static final int LIMIT_64_KIB = 0xFFFF;

    private GuestStart() {}

    /** Fills in the state-save area. */
    static void fill(VmcbState state, BootInfo bootInfo) {
        state.cs().setRealMode(bootInfo.guestEntrySegment(), VmcbSegment.CODE);
        state.rip(bootInfo.guestEntryOffset());
        state.ss().setRealMode(bootInfo.guestStackSegment(), VmcbSegment.DATA);
        state.rsp(bootInfo.guestStackPointer());
        state.ds().setRealMode(0, VmcbSegment.DATA);
        state.es().setRealMode(0, VmcbSegment.DATA);
        state.fs().setRealMode(0, VmcbSegment.DATA);
        state.gs().setRealMode(0, VmcbSegment.DATA);
        state.gdtr().set(0, 0, LIMIT_64_KIB, 0);
        state.idtr().set(0, 0, INTERRUPT_VECTORS_LIMIT, 0);
        state.ldtr().set(0, VmcbSegment.LDT, LIMIT_64_KIB, 0);
        state.tr().set(0, VmcbSegment.BUSY_TSS, LIMIT_64_KIB, 0);
        state.cpl(0);
        state.efer(Efer.SVME);
        state.cr0(ControlRegisters.readCr0() & (Cr0.CD | Cr0.NW) | Cr0.ET);
        state.cr2(0);
        state.cr3(0);
        state.cr4(0);
        state.dr6(DR6_AT_RESET);
        state.dr7(DR7_AT_RESET);
        state.rflags(Rflags.RESERVED);
        state.rax(0);
        state.guestPat(Msrs.read(Msr.PAT));
    }
}
