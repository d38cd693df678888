package javisor.hypervisor.vmx;

import javisor.hypervisor.log.Log;
import javisor.hypervisor.memory.ProcessorMemory;
import javisor.hypervisor.panic.LastWord;
import javisor.hypervisor.vmx.rules.EntryFailureReason;
import javisor.hypervisor.vmx.rules.EntryRules;
import javisor.hypervisor.vmx.rules.InstructionError;
import javisor.hypervisor.vmx.vmcs.ExitField;
import javisor.hypervisor.vmx.vmcs.GuestField;
import javisor.hypervisor.vmx.vmcs.Interruption;
import javisor.machine.annotation.EntryPoint;
import javisor.machine.annotation.NoAllocation;
import javisor.machine.annotation.NoInline;
import javisor.machine.console.Console;
import javisor.machine.instruction.Cpu;
import javisor.machine.x86.Cr4;

/** VM entries that failed: what the processor says of it, and what the rules say (Intel SDM vol. 3, 27.8, 27.9 and 31.4). */
final class EntryFailure {
    private static final int MACHINE_CHECK = 18;

    private EntryFailure() {}

    /**
     * Called by the world switch when VMLAUNCH or VMRESUME has failed without an exit.
     *
     * @param valid 1 after VMfailValid, so that the VMCS has an error number; 0 after VMfailInvalid
     */
    @EntryPoint(symbol = "javisor_vmx_entry_failed")
    @NoAllocation(reason = "the exit path")
    @NoInline
    static void failed(int valid) {
        LastWord.take(ProcessorMemory.owner(Cpu.framePointer()));
        Log.reopen();
        Console console = Log.console();
        if (valid == 0) {
            console.println("VM entry failed: there is no current VMCS");
        } else {
            int error = ExitField.INSTRUCTION_ERROR.readInt();
            console.print("VM entry failed: error ").decimal(error);
            console.print(" (").print(InstructionError.meaning(error)).println(")");
            findBrokenRules(console);
        }
        throw new IllegalStateException("VM entry failed");
    }

    /** Reports an exit that is an entry failure, or that Javisor did not ask for. */
    static void report(int reason) {
        if ((reason & ExitReason.ENTRY_FAILURE) == 0) {
            throw new IllegalStateException("an exit that Javisor did not ask for");
        }
        LastWord.take(ProcessorMemory.owner(Cpu.framePointer()));
        Log.reopen();
        Console console = Log.console();
        long qualification = ExitField.QUALIFICATION.read();
        int basic = reason & ExitReason.BASIC;
        console.print("VM entry failed: exit ").decimal(basic);
        console.print(" (").print(EntryFailureReason.meaning(basic));
        console.print("), qualification ").hex(qualification);
        console.print(" (")
                .print(EntryFailureReason.qualification(basic, qualification))
                .println(")");
        findBrokenRules(console);
        throw new IllegalStateException("VM entry refused the guest's state");
    }

    /** Prints which rules of VM entries the current VMCS breaks. */
    static void findBrokenRules(Console console) {
        if (EntryRules.check(console) == 0) {
            console.println("VM entry: the VMCS breaks no rule that Javisor knows");
        }
    }

    /** A machine check during the entry is the guest's; without CR4.MCE the processor shuts down (16.9). */
    static void machineCheck(VmxProcessor processor) {
        if ((GuestField.CR4.read() & Cr4.MCE) != 0) {
            Interruption.raise(MACHINE_CHECK);
        } else {
            GuestShutdown.follow(processor);
        }
    }
}
