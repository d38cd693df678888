package javisor.hypervisor;

import javisor.hypervisor.log.Log;
import javisor.hypervisor.panic.ExceptionDescriptors;
import javisor.hypervisor.svm.SvmVirtualisation;
import javisor.hypervisor.virtualisation.Virtualisation;
import javisor.hypervisor.vmx.VmxVirtualisation;
import javisor.machine.address.HostPhysical;
import javisor.machine.annotation.EntryPoint;
import javisor.machine.boot.BootInfo;
import javisor.machine.memory.BootArena;

/** Where the loader enters, and the one class that knows which kinds of virtualisation there are. */
public final class HypervisorBoot {
    private static final int ARENA_BYTES = 16 * 1024;

    private static final Virtualisation[] KINDS = {new SvmVirtualisation(), new VmxVirtualisation()};

    private HypervisorBoot() {}

    /** Called by the image's start code with the physical address of the {@link BootInfo}; returns only if Javisor cannot run here. */
    @EntryPoint(symbol = "javisor_boot")
    static void boot(HostPhysical bootInfo) {
        BootArena.reserve(ARENA_BYTES);
        ExceptionDescriptors.install(0);
        Log.open();
        Log.console().print("Javisor ").println(Version.TEXT);
        HostCpu cpu = new HostCpu();
        for (Virtualisation virtualisation : KINDS) {
            if (virtualisation.present()) {
                new BootSequence(new BootInfo(bootInfo.toVirtual()), cpu, virtualisation).run();
                return;
            }
        }
        BootSequence.refuse(
                cpu.intel()
                        ? "this Intel processor shows no VT-x; if it has it, switch on 'Intel Virtualization Technology' (VT-x,"
                                + " VMX) in the firmware's setup"
                        : "this processor shows no AMD-V; if it has it, switch on SVM in the firmware's setup; in a virtual"
                                + " machine, allow nested virtualisation");
    }
}
