package javisor.hypervisor.vmx;

import javisor.hypervisor.linear.GuestPaging;
import javisor.hypervisor.virtualisation.AllRegisters;
import javisor.hypervisor.vmx.vmcs.ControlField;
import javisor.hypervisor.vmx.vmcs.ExitField;
import javisor.hypervisor.vmx.vmcs.GuestField;
import javisor.hypervisor.vmx.vmcs.GuestSegment;
import javisor.hypervisor.vmx.vmcs.Interruption;
import javisor.machine.x86.Cr0;
import javisor.machine.x86.Cr4;
import javisor.machine.x86.Efer;
import javisor.machine.x86.Rflags;

/**
 * MOV to CR0 and CR4 that would change a bit which is not the guest's, see {@link FixedBits}.
 *
 * <p>In CR4 such a bit does not exist on a processor without VMX and SMX, so it is #GP. In CR0 the guest may set and clear NE: it
 * reads what it wrote, and the processor keeps it 1. The shadow is changed and the instruction executed again, with RF set, since it
 * has met its breakpoint before (28.3.3); it then differs in no such bit, does not exit, and has all its other effects by the
 * processor's own doing. Only if it is going to fault the shadow has to stay, so that is found out before (Intel SDM vol. 3, 2.5 and
 * vol. 2, "MOV: Move to/from Control Registers").
 */
final class ControlRegisterExit {
    private static final int MOV_TO_CR0 = 0;
    private static final int MOV_TO_CR4 = 4;
    private static final int REGISTER_AND_ACCESS = 0x3F;
    private static final long RELOADING = Cr0.PG | Cr0.CD | Cr0.NW;
    private static final long TYPE = 0xF;
    private static final long BUSY_TSS_32 = 0xB;

    private ControlRegisterExit() {}

    /** Handles the exit. */
    static void handle(VmxProcessor processor, AllRegisters registers) {
        long qualification = ExitField.QUALIFICATION.read();
        int access = (int) qualification & REGISTER_AND_ACCESS;
        if (access == MOV_TO_CR4) {
            Interruption.fault(Interruption.GP, 0);
            return;
        }
        if (access != MOV_TO_CR0) {
            throw new IllegalStateException("an access to a control register that Javisor did not ask for");
        }
        int number = (int) (qualification >>> 8) & 0xF;
        long value = number == AllRegisters.RSP ? GuestField.RSP.read() : registers.general(number);
        boolean bits64 = GuestMode.bits64();
        value = bits64 ? value : value & 0xFFFF_FFFFL;
        if (faults(value, bits64) || pointersFault(processor.paging(), value)) {
            Interruption.fault(Interruption.GP, 0);
        } else {
            ControlField.CR0_SHADOW.write(value);
            GuestField.RFLAGS.write(GuestField.RFLAGS.read() | Rflags.RF);
        }
    }

    private static boolean faults(long value, boolean bits64) {
        long cr4 = GuestField.CR4.read();
        boolean paging = (value & Cr0.PG) != 0;
        boolean wasPaging = (GuestField.CR0.read() & Cr0.PG) != 0;
        boolean intoLongMode = paging && !wasPaging && (GuestField.EFER.read() & Efer.LME) != 0;
        return value >>> 32 != 0
                || paging && (value & Cr0.PE) == 0
                || (value & Cr0.NW) != 0 && (value & Cr0.CD) == 0
                || !paging && ((cr4 & Cr4.PCIDE) != 0 || bits64)
                || (value & Cr0.WP) == 0 && (cr4 & Cr4.CET) != 0
                || intoLongMode && !longModePossible(cr4);
    }

    private static boolean longModePossible(long cr4) {
        return (cr4 & Cr4.PAE) != 0
                && (GuestSegment.CS.accessRights() & GuestSegment.LONG) == 0
                && (GuestField.TR_ACCESS_RIGHTS.read() & TYPE) == BUSY_TSS_32;
    }

    /** Whether PAE paging's four pointers, which a change of paging or caching loads, have reserved bits set (4.4.1). */
    private static boolean pointersFault(GuestPaging paging, long value) {
        long efer = GuestField.EFER.read();
        if (((value ^ GuestField.CR0.read()) & RELOADING) == 0 || (efer & Efer.LME) != 0) {
            return false;
        }
        long cr3 = GuestField.CR3.read();
        paging.registers(value, cr3, GuestField.CR4.read(), efer);
        return !paging.prepare(cr3);
    }
}
