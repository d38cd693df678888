package javisor.hypervisor.vmx;

import javisor.hypervisor.virtualisation.MachineReset;
import javisor.hypervisor.vmx.vmcs.GuestField;
import javisor.hypervisor.vmx.vmcs.Interruption;
import javisor.machine.annotation.EntryPoint;
import javisor.machine.annotation.NoAllocation;
import javisor.machine.x86.Cr4;

/** VM entries that failed: what the processor says of it (Intel SDM vol. 3, 27.8, 27.9 and 31.4). */
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
    static void failed(int valid) {
        throw new IllegalStateException("VM entry failed");
    }

    /** Reports an exit that is an entry failure, or that Javisor did not ask for. */
    static void report(int reason) {
        throw new IllegalStateException(
                (reason & ExitReason.ENTRY_FAILURE) != 0
                        ? "VM entry refused the guest's state"
                        : "an exit that Javisor did not ask for");
    }

    /** A machine check during the entry is the guest's; without CR4.MCE the processor shuts down (16.9). */
    static void machineCheck(VmxProcessor processor) {
        if ((GuestField.CR4.read() & Cr4.MCE) != 0) {
            Interruption.raise(MACHINE_CHECK);
        } else {
            MachineReset.afterTripleFault(processor.scratch());
        }
    }
}
