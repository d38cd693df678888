package javisor.hypervisor.vmx;

import javisor.hypervisor.nested.GuestPageTables;
import javisor.hypervisor.processor.Processors;
import javisor.hypervisor.virtualisation.AllRegisters;
import javisor.hypervisor.vmx.vmcs.ControlField;
import javisor.hypervisor.vmx.vmcs.ExitField;
import javisor.hypervisor.vmx.vmcs.GuestField;
import javisor.hypervisor.vmx.vmcs.GuestSegment;
import javisor.hypervisor.vmx.vmcs.Interruption;
import javisor.machine.address.GuestPhysical;
import javisor.machine.instruction.ControlRegisters;

/**
 * EPT violations: an address that has no table yet gets one and the guest tries again, with the event it was about to take (Intel SDM
 * vol. 3, 28.2.1 and 28.2.4). Another processor may have made them meanwhile. An IRET that had already ended the blocking of NMIs has it back before it is executed again (28.2.3). A store to a
 * page that the guest may not write to, the local APIC's, is carried out.
 */
final class EptExit {
    private static final long READABLE = 1 << 3;
    private static final long PRESENT = 7 << 3;
    private static final long NMI_UNBLOCKING = 1L << 12;
    private static final long FETCH = 1L << 2;
    private static final long LINEAR_ADDRESS_VALID = 1L << 7;
    private static final int WRITE = 1 << 1;
    private static final int USER_MODE = 1 << 2;
    private static final int PRESENT_AND_RESERVED = 1 | 1 << 3;
    private static final int INSTRUCTION = 1 << 4;
    private static final int USER = 3;
    private static final long BLOCKING_BY_NMI = 1L << 3;
    private static final long BLOCKING_BY_STI = 1L;

    private EptExit() {}

    /** Handles the exit. */
    static void violation(VmxProcessor processor, AllRegisters registers) {
        GuestPageTables tables = processor.tables();
        GuestPhysical address = new GuestPhysical(ExitField.GUEST_PHYSICAL_ADDRESS.read());
        if (!tables.reaches(address)) {
            beyondReach();
            return;
        }
        if (tables.readOnly(address) && (ExitField.QUALIFICATION.read() & READABLE) != 0) {
            ApicStore.handle(processor, registers, address);
            return;
        }
        boolean present = (ExitField.QUALIFICATION.read() & PRESENT) != 0;
        if (!Processors.fill(processor, tables, address) && present) {
            throw new IllegalStateException("an EPT violation at an address that is mapped");
        }
        long event = ExitField.IDT_VECTORING.read();
        if ((event & Interruption.VALID) != 0) {
            again(event);
        } else if ((ExitField.QUALIFICATION.read() & NMI_UNBLOCKING) != 0) {
            GuestField.INTERRUPTIBILITY.write(GuestField.INTERRUPTIBILITY.read() | BLOCKING_BY_NMI);
        }
    }

    /**
     * An address with bits that CPUID shows the guest as not there: in a page-table entry they are reserved, so that is the page fault it
     * would have had; in what CR3 names, a general protection fault.
     */
    private static void beyondReach() {
        long qualification = ExitField.QUALIFICATION.read();
        if ((qualification & LINEAR_ADDRESS_VALID) == 0) {
            Interruption.fault(Interruption.GP, 0);
            return;
        }
        boolean fetch = (qualification & FETCH) != 0;
        boolean user = (GuestSegment.SS.accessRights() >>> GuestSegment.DPL_SHIFT & USER) == USER;
        int error = PRESENT_AND_RESERVED | (int) qualification & WRITE | (user ? USER_MODE : 0);
        ControlRegisters.writeCr2(ExitField.GUEST_LINEAR_ADDRESS.read());
        Interruption.fault(Interruption.PF, fetch ? error | INSTRUCTION : error);
    }

    /** Delivers {@code event} again; one that an instruction raised happens again by itself, since RIP still points at it. */
    private static void again(long event) {
        if (Interruption.software(event)) {
            return;
        }
        if (Interruption.type(event) == Interruption.NMI) {
            GuestField.INTERRUPTIBILITY.write(
                    GuestField.INTERRUPTIBILITY.read() & ~(BLOCKING_BY_NMI | BLOCKING_BY_STI));
        }
        if ((event & Interruption.ERROR_CODE_VALID) != 0) {
            ControlField.ENTRY_ERROR_CODE.write(ExitField.IDT_VECTORING_ERROR_CODE.read());
        }
        ControlField.ENTRY_INTERRUPTION.write(Interruption.again(event));
    }
}
