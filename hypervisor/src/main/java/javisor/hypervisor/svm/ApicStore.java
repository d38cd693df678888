package javisor.hypervisor.svm;

import javisor.hypervisor.apic.InterruptCommand;
import javisor.hypervisor.apic.StoreInstruction;
import javisor.hypervisor.apic.TrappedStore;
import javisor.hypervisor.linear.GuestFetch;
import javisor.hypervisor.linear.GuestMemory;
import javisor.hypervisor.virtualisation.AllRegisters;
import javisor.machine.address.GuestPhysical;
import javisor.machine.instruction.Svm;
import javisor.machine.x86.Cr0;
import javisor.machine.x86.Efer;
import javisor.machine.x86.Rflags;

/** Stores to the local APIC's page, of the guest whose state a VMCB has (AMD APM vol. 2, 15.25.6); a command goes to the {@link CommandTrap}. */
final class ApicStore extends TrappedStore {
    private final SvmProcessor processor;
    private final VmcbState state;

    /** Those of one processor. */
    ApicStore(SvmProcessor processor, GuestMemory memory) {
        super(memory, processor.scratch());
        this.processor = processor;
        this.state = processor.state();
    }

    /** Handles the exit. */
    static void handle(SvmProcessor processor, AllRegisters registers, GuestPhysical address) {
        VmcbState state = processor.state();
        registers.general(AllRegisters.RAX, state.rax());
        if (!processor.apicStore().carryOut(registers, address)) {
            processor.flushTranslations();
        }
        state.rax(registers.general(AllRegisters.RAX));
        StartUp.follow(processor, registers);
    }

    @Override
    protected int codeBits() {
        if ((state.efer() & Efer.LMA) != 0 && (state.cs().attributes() & VmcbSegment.LONG) != 0) {
            return 64;
        }
        boolean segmented = (state.cr0() & Cr0.PE) != 0 && (state.rflags() & Rflags.VM) == 0;
        return segmented && (state.cs().attributes() & VmcbSegment.DEFAULT_32) != 0 ? 32 : 16;
    }

    @Override
    protected int stackBytes() {
        if (codeBits() == 64) {
            return 8;
        }
        return (state.ss().attributes() & VmcbSegment.DEFAULT_32) != 0 ? 4 : 2;
    }

    @Override
    protected long rip() {
        return state.rip();
    }

    /** The bases of FS and GS have not been saved by the exit. */
    @Override
    protected long base(int segment) {
        if (segment > StoreInstruction.DS) {
            Svm.vmsave(processor.vmcb());
        }
        return new VmcbSegment(state.base().add(VmcbState.ES + segment * 0x10L)).start();
    }

    @Override
    protected long stackPointer() {
        return state.rsp();
    }

    @Override
    protected void stackPointer(long rsp) {
        state.rsp(rsp);
    }

    @Override
    protected long flags() {
        return state.rflags();
    }

    @Override
    protected void flags(long rflags) {
        state.rflags(rflags);
    }

    @Override
    protected void paging(GuestFetch reader) {
        reader.registers(state.cr0(), state.cr3(), state.cr4(), state.efer());
    }

    @Override
    protected void command(InterruptCommand command) {
        processor.trap().carryOut(processor, command);
    }

    @Override
    protected void destinationsChanged() {
        processor.tellDestinations();
    }

    @Override
    protected void resumeAt(long rip) {
        InstructionEnd.resumeAt(processor, state, rip);
    }
}
