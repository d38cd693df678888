package javisor.hypervisor;

import javisor.hypervisor.log.Log;
import javisor.hypervisor.panic.ExceptionDescriptors;
import javisor.hypervisor.svm.SvmVirtualisation;
import javisor.machine.address.HostPhysical;
import javisor.machine.annotation.EntryPoint;
import javisor.machine.boot.BootInfo;
import javisor.machine.memory.BootArena;

/** Where the loader enters, and the one class that knows which kinds of virtualisation there are. */
public final class HypervisorBoot {
    private static final int ARENA_BYTES = 16 * 1024;

    private HypervisorBoot() {}

    /** Called by the image's start code with the physical address of the {@link BootInfo}; returns only if Javisor cannot run here. */
    @EntryPoint(symbol = "javisor_boot")
    static void boot(HostPhysical bootInfo) {
        BootArena.reserve(ARENA_BYTES);
        ExceptionDescriptors.install();
        Log.open();
        Log.console().print("Javisor ").println(Version.TEXT);
        HostCpu cpu = new HostCpu();
        if (cpu.svm()) {
            new BootSequence(new BootInfo(bootInfo.toVirtual()), cpu, new SvmVirtualisation()).run();
        } else if (cpu.intel()) {
            BootSequence.refuse("this is an Intel processor, and Intel VT-x is not supported yet; Javisor needs AMD-V");
        } else {
            BootSequence.refuse("this processor shows no AMD-V; if it has it, switch on SVM in the firmware's setup");
        }
    }
}
