package javisor.hypervisor;

import javisor.machine.instruction.ControlRegisters;
import javisor.machine.instruction.Msrs;
import javisor.machine.x86.Cr0;
import javisor.machine.x86.Cr4;
import javisor.machine.x86.Efer;
import javisor.machine.x86.Msr;

/** Turns on the protections the processor has. From here on the loader cannot be returned to. */
final class HostControls {
    private HostControls() {}

    /** No-execute pages, which the page tables to be loaded rely on. */
    static void enableNoExecute(HostCpu cpu) {
        if (cpu.noExecute()) {
            Msrs.write(Msr.EFER, Msrs.read(Msr.EFER) | Efer.NXE);
        }
    }

    /**
     * Read-only pages that bind resident code too, machine checks that are reported rather than a reset, and prevention of every use
     * of user pages, of which there are none. OSXSAVE, because leaf 0Dh of CPUID depends on XCR0, which is the guest's.
     */
    static void enableProtections(HostCpu cpu) {
        ControlRegisters.writeCr0(ControlRegisters.readCr0() | Cr0.WP | Cr0.NE);
        long cr4 = ControlRegisters.readCr4();
        cr4 |= cpu.machineCheck() ? Cr4.MCE : 0;
        cr4 |= cpu.smep() ? Cr4.SMEP : 0;
        cr4 |= cpu.smap() ? Cr4.SMAP : 0;
        cr4 |= cpu.umip() ? Cr4.UMIP : 0;
        cr4 |= cpu.xsave() ? Cr4.OSXSAVE : 0;
        ControlRegisters.writeCr4(cr4);
    }
}
