package javisor.hypervisor.vmx;

import javisor.hypervisor.virtualisation.GuestView;
import javisor.hypervisor.vmx.vmcs.GuestField;
import javisor.hypervisor.vmx.vmcs.GuestSegment;
import javisor.machine.x86.Efer;

/** The guest's mode, as the current VMCS has it; to CPUID also the bits of CR4 that it repeats, which the guest owns. */
final class GuestMode implements GuestView {
    GuestMode() {}

    /** {@return whether the guest is in 64-bit mode, so in IA-32e mode but not in compatibility mode} */
    static boolean bits64() {
        return (GuestField.EFER.read() & Efer.LMA) != 0 && (GuestSegment.CS.accessRights() & GuestSegment.LONG) != 0;
    }

    @Override
    public long cr4() {
        return GuestField.CR4.read();
    }

    /** Intel SDM vol. 2, "CPUID": the flag is 0 outside 64-bit mode. */
    @Override
    public boolean tellsOfSyscall() {
        return bits64();
    }
}
