package javisor.hypervisor.vmx;

import javisor.hypervisor.virtualisation.MachineReset;
import javisor.machine.annotation.AssemblyFunction;
import javisor.machine.hosted.Hosted;

/**
 * The guest has gone into shutdown, which resets the machine. VMX operation ends first: there are chipsets that answer the shutdown
 * cycle by INIT, which is blocked in VMX root operation (Intel SDM vol. 3, 24.8). NMIs must not touch the VMCS from then on.
 */
final class GuestShutdown {
    private GuestShutdown() {}

    /** Does not return. */
    static void follow(VmxProcessor processor) {
        NmiWindow.close(processor);
        leaveVmxOperation();
        MachineReset.afterTripleFault(processor.scratch());
    }

    @AssemblyFunction(symbol = "javisor_vmxoff")
    private static void leaveVmxOperation() {
        Hosted.platform().execute("VMXOFF", 0);
    }
}
