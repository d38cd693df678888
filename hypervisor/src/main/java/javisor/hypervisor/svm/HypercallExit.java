package javisor.hypervisor.svm;

import javisor.hypervisor.bios.BiosCalls;
import javisor.hypervisor.panic.DebugPanic;
import javisor.hypervisor.virtualisation.GuestRegisters;
import javisor.machine.address.GuestPhysical;
import javisor.machine.x86.Cr0;
import javisor.machine.x86.Rflags;

/**
 * VMMCALL: the one in the BIOS stub, in real or virtual-8086 mode, asks for the memory map; any other is #UD, as on a processor without
 * SVM.
 */
final class HypercallExit {
    private HypercallExit() {}

    /** Handles the exit. */
    static void handle(SvmProcessor processor, GuestRegisters registers) {
        VmcbState state = processor.state();
        BiosCalls bios = processor.bios();
        boolean unpaged = (state.cr0() & Cr0.PG) == 0;
        boolean segmented = (state.cr0() & Cr0.PE) == 0 || (state.rflags() & Rflags.VM) != 0;
        if (!segmented || !bios.isCall(new GuestPhysical(state.cs().start() + state.rip()))) {
            DebugPanic.hypercall();
            processor.fault(EventInjection.INVALID_OPCODE);
            return;
        }
        bios.answer(state.rax(), registers, new GuestPhysical(state.ds().start()), unpaged);
        state.rax(bios.rax());
        InstructionEnd.resumeAt(processor, state, state.rip() + bios.continuation());
    }
}
