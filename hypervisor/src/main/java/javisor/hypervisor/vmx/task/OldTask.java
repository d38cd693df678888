package javisor.hypervisor.vmx.task;

import javisor.hypervisor.linear.Access;
import javisor.hypervisor.linear.LinearMemory;
import javisor.hypervisor.virtualisation.AllRegisters;
import javisor.hypervisor.vmx.vmcs.ExitField;
import javisor.hypervisor.vmx.vmcs.GuestField;
import javisor.hypervisor.vmx.vmcs.GuestSegment;
import javisor.machine.x86.Rflags;

/** Saves the state of the task that is left in the TSS that TR names. */
final class OldTask {
    private final LinearMemory memory;

    OldTask(LinearMemory memory) {
        this.memory = memory;
    }

    /** Tries whether what is saved can be written. */
    void probe(TssFormat format) {
        int first = format.instructionPointer();
        memory.probe(GuestSegment.TR.base() + first, format.localTable() - first, Access.WRITE);
    }

    /**
     * Saves the task. The instruction pointer and the flags of the VM exit are those to be saved, except that it points at an
     * instruction that switches tasks, not behind it (Intel SDM vol. 3, 28.3.3), and that IRET clears NT.
     */
    void save(AllRegisters registers, boolean byInstruction, boolean byIret) {
        TssFormat format = TssFormat.ofType(GuestSegment.TR.accessRights());
        int width = format.width();
        long tss = GuestSegment.TR.base();
        long length = byInstruction ? ExitField.INSTRUCTION_LENGTH.read() : 0;
        write(tss + format.instructionPointer(), width, GuestField.RIP.read() + length);
        write(tss + format.flags(), width, GuestField.RFLAGS.read() & ~(byIret ? Rflags.NT : 0));
        for (int i = 0; i < TssFormat.REGISTERS; i++) {
            write(tss + format.general(i), width, i == AllRegisters.RSP ? GuestField.RSP.read() : registers.general(i));
        }
        for (int i = 0; i < format.segments(); i++) {
            write(tss + format.segment(i), 2, new GuestSegment(i).selector());
        }
    }

    private void write(long address, int bytes, long value) {
        memory.write(address, bytes, value, 0);
    }
}
