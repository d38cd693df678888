package javisor.hypervisor.memory;

import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.AssemblySymbol;
import javisor.machine.hosted.Hosted;

/** The two stacks the assembly lays out in zero-initialised memory, each above a page that is never mapped. */
public final class ResidentStacks {
    private ResidentStacks() {}

    /** {@return the page below the main stack} */
    @AssemblySymbol(symbol = "javisor_stack_guard")
    public static HostVirtual guard() {
        return new HostVirtual(Hosted.platform().execute("address of javisor_stack_guard", 0));
    }

    /** {@return where the main stack starts, its highest address} */
    @AssemblySymbol(symbol = "javisor_stack_top")
    public static HostVirtual top() {
        return new HostVirtual(Hosted.platform().execute("address of javisor_stack_top", 0));
    }

    /** {@return the page below the stack of double faults} */
    @AssemblySymbol(symbol = "javisor_fault_stack_guard")
    public static HostVirtual faultGuard() {
        return new HostVirtual(Hosted.platform().execute("address of javisor_fault_stack_guard", 0));
    }

    /** {@return where the stack of double faults starts} */
    @AssemblySymbol(symbol = "javisor_fault_stack_top")
    public static HostVirtual faultTop() {
        return new HostVirtual(Hosted.platform().execute("address of javisor_fault_stack_top", 0));
    }
}
