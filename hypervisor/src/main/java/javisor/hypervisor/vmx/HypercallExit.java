package javisor.hypervisor.vmx;

import javisor.hypervisor.bios.BiosCalls;
import javisor.hypervisor.panic.DebugPanic;
import javisor.hypervisor.virtualisation.AllRegisters;
import javisor.hypervisor.vmx.vmcs.GuestField;
import javisor.hypervisor.vmx.vmcs.Interruption;
import javisor.machine.address.GuestPhysical;
import javisor.machine.x86.Cr0;
import javisor.machine.x86.Rflags;

/**
 * VMCALL: the one in the BIOS stub, in real or virtual-8086 mode, asks for the memory map; any other is #UD, as on a processor without
 * VMX.
 */
final class HypercallExit {

    private HypercallExit() {}

    /** Handles the exit. */
    static void handle(VmxProcessor processor, AllRegisters registers) {
        BiosCalls bios = processor.bios();
        long cr0 = GuestField.CR0.read();
        boolean segmented = (cr0 & Cr0.PE) == 0 || (GuestField.RFLAGS.read() & Rflags.VM) != 0;
        long rip = GuestField.RIP.read();
        if (!segmented || !bios.isCall(new GuestPhysical(GuestField.CS_BASE.read() + rip))) {
            DebugPanic.hypercall();
            Interruption.fault(Interruption.UD);
            return;
        }
        GuestPhysical dataSegment = new GuestPhysical(GuestField.DS_BASE.read());
        bios.answer(registers.general(AllRegisters.RAX), registers.common(), dataSegment, (cr0 & Cr0.PG) == 0);
        registers.general(AllRegisters.RAX, bios.rax());
        InstructionEnd.resumeAt(rip + bios.continuation());
    }
}
