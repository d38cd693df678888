package javisor.hypervisor.vmx;

import javisor.hypervisor.nested.GuestPageTables;
import javisor.hypervisor.vmx.vmcs.ControlField;
import javisor.hypervisor.vmx.vmcs.ExitField;
import javisor.hypervisor.vmx.vmcs.GuestField;
import javisor.hypervisor.vmx.vmcs.Interruption;
import javisor.machine.address.GuestPhysical;

/**
 * EPT violations: an address that has no table yet gets one and the guest tries again, with the event it was about to take (Intel SDM
 * vol. 3, 28.2.1 and 28.2.4). An IRET that had already ended the blocking of NMIs has it back before it is executed again (28.2.3).
 */
final class EptExit {
    private static final long NMI_UNBLOCKING = 1L << 12;
    private static final long BLOCKING_BY_NMI = 1L << 3;
    private static final long BLOCKING_BY_STI = 1L;

    private EptExit() {}

    /** Handles the exit. */
    static void violation(VmxProcessor processor) {
        GuestPageTables tables = processor.tables();
        if (!tables.fill(new GuestPhysical(ExitField.GUEST_PHYSICAL_ADDRESS.read()))) {
            throw new IllegalStateException("an EPT violation at an address that is mapped");
        }
        if (tables.staleTranslations()) {
            processor.flushNested();
        }
        long event = ExitField.IDT_VECTORING.read();
        if ((event & Interruption.VALID) != 0) {
            again(event);
        } else if ((ExitField.QUALIFICATION.read() & NMI_UNBLOCKING) != 0) {
            GuestField.INTERRUPTIBILITY.write(GuestField.INTERRUPTIBILITY.read() | BLOCKING_BY_NMI);
        }
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
