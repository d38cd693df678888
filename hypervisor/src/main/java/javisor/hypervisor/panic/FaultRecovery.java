package javisor.hypervisor.panic;

import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.AssemblySymbol;
import javisor.machine.hosted.Hosted;

/**
 * The two instructions whose general protection fault is an answer and no panic: RDMSR and WRMSR on behalf of the guest, of MSRs
 * only it knows the meaning of.
 */
final class FaultRecovery {
    private static final int GENERAL_PROTECTION = 13;

    private FaultRecovery() {}

    /** {@return whether the exception was such an answer; then execution goes on, from {@code frame}, where the call returns 1} */
    static boolean recover(ExceptionFrame frame) {
        HostVirtual instruction = frame.instruction();
        boolean guarded = instruction.equal(readInstruction()) || instruction.equal(writeInstruction());
        if (frame.vector() != GENERAL_PROTECTION || !guarded) {
            return false;
        }
        frame.instruction(refused());
        return true;
    }

    @AssemblySymbol(symbol = "javisor_guarded_rdmsr_instruction")
    private static HostVirtual readInstruction() {
        return new HostVirtual(Hosted.platform().execute("address of javisor_guarded_rdmsr_instruction", 0));
    }

    @AssemblySymbol(symbol = "javisor_guarded_wrmsr_instruction")
    private static HostVirtual writeInstruction() {
        return new HostVirtual(Hosted.platform().execute("address of javisor_guarded_wrmsr_instruction", 0));
    }

    @AssemblySymbol(symbol = "javisor_guarded_msr_fault")
    private static HostVirtual refused() {
        return new HostVirtual(Hosted.platform().execute("address of javisor_guarded_msr_fault", 0));
    }
}
