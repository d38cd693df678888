package javisor.hypervisor.virtualisation;

import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.AssemblyFunction;
import javisor.machine.hosted.Hosted;

/**
 * Instructions carried out for the guest that may fault, because only the guest, and the processor, know the meaning of the operand.
 * A #GP at one of them is no panic; the exception handler lets the call return 1.
 */
public final class GuardedInstructions {
    private GuardedInstructions() {}

    /** RDMSR to where {@code value} points; {@return 0, or 1 if the processor refused} */
    @AssemblyFunction(symbol = "javisor_guarded_rdmsr")
    public static long readMsr(int msr, HostVirtual value) {
        try {
            value.writeLong(0, Hosted.platform().readMsr(msr));
            return 0;
        } catch (RuntimeException refused) {
            return 1;
        }
    }

    /** WRMSR; {@return 0, or 1 if the processor refused} */
    @AssemblyFunction(symbol = "javisor_guarded_wrmsr")
    public static long writeMsr(int msr, long value) {
        try {
            Hosted.platform().writeMsr(msr, value);
            return 0;
        } catch (RuntimeException refused) {
            return 1;
        }
    }

    /** XSETBV with XCR0; {@return 0, or 1 if the processor refused} CR4.OSXSAVE is set. */
    @AssemblyFunction(symbol = "javisor_guarded_xsetbv")
    public static long writeXcr0(long value) {
        try {
            Hosted.platform().execute("XSETBV", value);
            return 0;
        } catch (RuntimeException refused) {
            return 1;
        }
    }
}
