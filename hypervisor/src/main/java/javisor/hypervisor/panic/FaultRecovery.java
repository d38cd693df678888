package javisor.hypervisor.panic;

import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.AssemblySymbol;
import javisor.machine.hosted.Hosted;

/**
 * The instructions whose general protection fault is an answer and no panic, see
 * {@link javisor.hypervisor.virtualisation.GuardedInstructions}.
 */
final class FaultRecovery {
    private static final int GENERAL_PROTECTION = 13;

    private FaultRecovery() {}

    /** {@return whether the exception was such an answer; then execution goes on, from {@code frame}, where the call returns 1} */
    static boolean recover(ExceptionFrame frame) {
        HostVirtual instruction = frame.instruction();
        boolean guarded =
                instruction.equal(readMsr()) || instruction.equal(writeMsr()) || instruction.equal(writeXcr0());
        if (frame.vector() != GENERAL_PROTECTION || !guarded) {
            return false;
        }
        frame.instruction(refused());
        return true;
    }

    @AssemblySymbol(symbol = "javisor_guarded_rdmsr_instruction")
    private static HostVirtual readMsr() {
        return new HostVirtual(Hosted.platform().execute("address of javisor_guarded_rdmsr_instruction", 0));
    }

    @AssemblySymbol(symbol = "javisor_guarded_wrmsr_instruction")
    private static HostVirtual writeMsr() {
        return new HostVirtual(Hosted.platform().execute("address of javisor_guarded_wrmsr_instruction", 0));
    }

    @AssemblySymbol(symbol = "javisor_guarded_xsetbv_instruction")
    private static HostVirtual writeXcr0() {
        return new HostVirtual(Hosted.platform().execute("address of javisor_guarded_xsetbv_instruction", 0));
    }

    @AssemblySymbol(symbol = "javisor_guarded_fault")
    private static HostVirtual refused() {
        return new HostVirtual(Hosted.platform().execute("address of javisor_guarded_fault", 0));
    }
}
