package javisor.hypervisor.vmx;

import javisor.hypervisor.apic.InterruptCommand;
import javisor.hypervisor.apic.TrappedStore;
import javisor.hypervisor.linear.GuestFetch;
import javisor.hypervisor.linear.GuestMemory;
import javisor.hypervisor.virtualisation.AllRegisters;
import javisor.hypervisor.vmx.vmcs.GuestField;
import javisor.hypervisor.vmx.vmcs.GuestSegment;
import javisor.machine.address.GuestPhysical;
import javisor.machine.x86.Cr0;
import javisor.machine.x86.Rflags;

/** Stores to the local APIC's page, of the guest whose state the current VMCS has (Intel SDM vol. 3, 29.3.3.2). */
final class ApicStore extends TrappedStore {
    private final VmxProcessor processor;

    /** Those of one processor. */
    ApicStore(VmxProcessor processor, GuestMemory memory) {
        super(memory, processor.scratch());
        this.processor = processor;
    }

    /** Handles the exit. */
    static void handle(VmxProcessor processor, AllRegisters registers, GuestPhysical address) {
        if (!processor.apicStore().carryOut(registers, address)) {
            processor.flushTranslations();
        }
        CommandedStartUp.takeUp(processor, registers);
    }

    @Override
    protected int codeBits() {
        if (GuestMode.bits64()) {
            return 64;
        }
        boolean segmented = (GuestField.CR0.read() & Cr0.PE) != 0 && (GuestField.RFLAGS.read() & Rflags.VM) == 0;
        return segmented && (GuestSegment.CS.accessRights() & GuestSegment.BIG) != 0 ? 32 : 16;
    }

    @Override
    protected int stackBytes() {
        if (GuestMode.bits64()) {
            return 8;
        }
        return (GuestSegment.SS.accessRights() & GuestSegment.BIG) != 0 ? 4 : 2;
    }

    @Override
    protected long rip() {
        return GuestField.RIP.read();
    }

    @Override
    protected long base(int segment) {
        return new GuestSegment(segment).base();
    }

    @Override
    protected long stackPointer() {
        return GuestField.RSP.read();
    }

    @Override
    protected void stackPointer(long rsp) {
        GuestField.RSP.write(rsp);
    }

    @Override
    protected long flags() {
        return GuestField.RFLAGS.read();
    }

    @Override
    protected void flags(long rflags) {
        GuestField.RFLAGS.write(rflags);
    }

    @Override
    protected void paging(GuestFetch reader) {
        reader.registers(GuestField.CR0.read(), GuestField.CR3.read(), GuestField.CR4.read(), GuestField.EFER.read());
    }

    @Override
    protected void command(InterruptCommand command) {
        CommandedStartUp.carryOut(processor, command);
    }

    @Override
    protected void destinationsChanged() {
        processor.tellDestinations();
    }

    @Override
    protected void resumeAt(long rip) {
        InstructionEnd.resumeAt(rip);
    }
}
