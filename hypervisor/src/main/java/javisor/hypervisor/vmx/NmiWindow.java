package javisor.hypervisor.vmx;

import javisor.hypervisor.vmx.vmcs.ControlField;
import javisor.hypervisor.vmx.vmcs.GuestField;
import javisor.hypervisor.vmx.vmcs.Interruption;
import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.AssemblyFunction;
import javisor.machine.annotation.AssemblySymbol;
import javisor.machine.hosted.Hosted;

/**
 * How an NMI that comes while resident code runs reaches the guest: the NMI handler of the host's interrupt table, in assembly, writes
 * the primary processor-based controls with "NMI-window exiting" set. So it does not matter where between VM exit and VM entry the NMI
 * strikes, and the exit path does not look for it. Before this is opened, and on AMD-V, the handler only counts.
 */
final class NmiWindow {
    private static final long BLOCKING_BY_STI = 1;

    private NmiWindow() {}

    /** From now on the handler asks for an NMI window. A VMCS is current. */
    static void openFor(VmxProcessor processor) {
        controls().writeLong(0, processor.primaryControls() | Controls.NMI_WINDOW_EXITING);
    }

    /** From now on the handler only counts. */
    static void close() {
        controls().writeLong(0, 0);
    }

    /**
     * Takes up what an exit for an NMI leaves to be done: NMIs are blocked until an IRET, which is executed here, and this one waits for
     * the guest to be able to take it.
     */
    static void afterExit(VmxProcessor processor) {
        processor.requestNmiWindow();
        endBlocking();
    }

    /**
     * The window is open: delivers the NMI. Blocking by STI ends with it: some processors open the window all the same, and some refuse
     * an NMI then (Intel SDM vol. 3, 26.2 and 27.3.1.5).
     */
    static void deliver(VmxProcessor processor) {
        ControlField.PROCESSOR_BASED.write(processor.primaryControls());
        GuestField.INTERRUPTIBILITY.write(GuestField.INTERRUPTIBILITY.read() & ~BLOCKING_BY_STI);
        ControlField.ENTRY_INTERRUPTION.write(Interruption.NON_MASKABLE);
    }

    @AssemblyFunction(symbol = "javisor_end_nmi_blocking")
    private static void endBlocking() {
        Hosted.platform().execute("IRETQ", 0);
    }

    @AssemblySymbol(symbol = "javisor_nmi_window_controls")
    private static HostVirtual controls() {
        return new HostVirtual(Hosted.platform().execute("address of javisor_nmi_window_controls", 0));
    }
}
