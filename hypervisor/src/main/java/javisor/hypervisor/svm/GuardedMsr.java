package javisor.hypervisor.svm;

import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.AssemblyFunction;
import javisor.machine.hosted.Hosted;

/**
 * RDMSR and WRMSR that may fault: for MSRs only the guest knows the meaning of. A #GP at one of these two instructions is no panic; the
 * exception handler lets the call return 1.
 */
final class GuardedMsr {
    private GuardedMsr() {}

    /** Reads {@code msr} to where {@code value} points; {@return 0, or 1 if the processor refused} */
    @AssemblyFunction(symbol = "javisor_guarded_rdmsr")
    static long read(int msr, HostVirtual value) {
        try {
            value.writeLong(0, Hosted.platform().readMsr(msr));
            return 0;
        } catch (RuntimeException refused) {
            return 1;
        }
    }

    /** Writes {@code msr}; {@return 0, or 1 if the processor refused} */
    @AssemblyFunction(symbol = "javisor_guarded_wrmsr")
    static long write(int msr, long value) {
        try {
            Hosted.platform().writeMsr(msr, value);
            return 0;
        } catch (RuntimeException refused) {
            return 1;
        }
    }
}
