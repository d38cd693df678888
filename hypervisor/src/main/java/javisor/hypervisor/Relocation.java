package javisor.hypervisor;

import javisor.machine.address.HostPhysical;
import javisor.machine.annotation.AssemblyFunction;
import javisor.machine.instruction.ControlRegisters;

/** The move into the place chosen: in assembly, because the stack it runs on is part of what moves. */
final class Relocation {
    private Relocation() {}

    /** Copies {@code bytes} bytes of the running image and goes on in the copy by loading CR3 with {@code pml4}. */
    @AssemblyFunction(symbol = "javisor_relocate")
    static void relocate(HostPhysical from, HostPhysical to, long bytes, HostPhysical pml4) {
        for (long offset = 0; offset < bytes; offset += 8) {
            to.toVirtual().writeLong(offset, from.toVirtual().readLong(offset));
        }
        ControlRegisters.writeCr3(pml4.rawValue());
    }
}
