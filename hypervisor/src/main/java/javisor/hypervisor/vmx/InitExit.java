package javisor.hypervisor.vmx;

import javisor.hypervisor.virtualisation.AllRegisters;
import javisor.hypervisor.vmx.vmcs.GuestField;
import javisor.machine.address.HostVirtual;
import javisor.machine.instruction.ControlRegisters;
import javisor.machine.instruction.Cpu;
import javisor.machine.instruction.Cpuid;
import javisor.machine.x86.Cr0;

/**
 * INIT, which an OS sends to the processor it runs on to leave protected mode or to restart, by the keyboard controller or port 92h: the
 * bootstrap processor goes to the reset vector in its state after INIT (Intel SDM vol. 3, 10.1 and 24.8). Caches, XCR0, the x87 and
 * SSE state and the MSRs stay.
 */
final class InitExit {
    private static final int GENERAL_REGISTERS = 16;

    private InitExit() {}

    /** Handles the exit. */
    static void handle(VmxProcessor processor, AllRegisters registers) {
        for (int i = 0; i < GENERAL_REGISTERS; i++) {
            if (i != AllRegisters.RSP) {
                registers.general(i, 0);
            }
        }
        HostVirtual scratch = processor.scratch();
        registers.general(AllRegisters.RDX, Cpuid.executeInto(1, 0, scratch));
        ResetState.fill(processor.fixedBits(), GuestField.CR0.read() & (Cr0.CD | Cr0.NW));
        ControlRegisters.writeCr2(0);
        Cpu.clearBreakpointAddresses();
        Cpu.writeDr6(ResetState.DR6);
        processor.flushTranslations();
    }
}
