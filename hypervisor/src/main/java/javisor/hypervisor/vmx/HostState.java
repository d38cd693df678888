package javisor.hypervisor.vmx;

import javisor.hypervisor.panic.ExceptionDescriptors;
import javisor.hypervisor.vmx.vmcs.ControlField;
import javisor.hypervisor.vmx.vmcs.HostField;
import javisor.machine.instruction.ControlRegisters;
import javisor.machine.instruction.Msrs;
import javisor.machine.x86.Efer;
import javisor.machine.x86.Msr;

/**
 * What VM exits load: the processor as it is now (Intel SDM vol. 3, 25.5 and 27.2.2 to 27.2.4). RSP and RIP are the world switch's. The
 * base of FS and GS is not used by resident code. SYSENTER is not either, and gets zeros.
 */
final class HostState {
    private HostState() {}

    /** Fills in the host-state area for processor {@code processor}, which this runs on. */
    static void fill(int processor) {
        HostField.CR0.write(ControlRegisters.readCr0());
        HostField.CR3.write(ControlRegisters.readCr3());
        HostField.CR4.write(ControlRegisters.readCr4());
        HostField.EFER.write(Msrs.read(Msr.EFER) & (Efer.SCE | Efer.LME | Efer.LMA | Efer.NXE));
        HostField.CS_SELECTOR.write(ExceptionDescriptors.CODE);
        HostField.SS_SELECTOR.write(ExceptionDescriptors.DATA);
        HostField.DS_SELECTOR.write(ExceptionDescriptors.DATA);
        HostField.ES_SELECTOR.write(ExceptionDescriptors.DATA);
        HostField.FS_SELECTOR.write(0);
        HostField.GS_SELECTOR.write(0);
        HostField.TR_SELECTOR.write(ExceptionDescriptors.TASK);
        HostField.FS_BASE.write(0);
        HostField.GS_BASE.write(0);
        HostField.TR_BASE.write(ExceptionDescriptors.taskState(processor).rawValue());
        HostField.GDTR_BASE.write(ExceptionDescriptors.gdt(processor).rawValue());
        HostField.IDTR_BASE.write(ExceptionDescriptors.interruptTable().rawValue());
        HostField.SYSENTER_CS.write(0);
        HostField.SYSENTER_ESP.write(0);
        HostField.SYSENTER_EIP.write(0);
        if ((ControlField.EXIT.read() & Controls.EXIT_LOAD_PAT) != 0) {
            HostField.PAT.write(Msrs.read(Msr.PAT));
        }
        if ((ControlField.EXIT.read() & Controls.EXIT_LOAD_PERFORMANCE) != 0) {
            HostField.PERF_GLOBAL_CTRL.write(0);
        }
        if ((ControlField.EXIT.read() & Controls.EXIT_LOAD_CET) != 0) {
            HostField.S_CET.write(0);
            HostField.SSP.write(0);
            HostField.INTERRUPT_SSP_TABLE.write(0);
        }
    }
}
