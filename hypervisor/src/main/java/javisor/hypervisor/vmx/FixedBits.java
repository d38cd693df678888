package javisor.hypervisor.vmx;

import javisor.machine.instruction.Msrs;
import javisor.machine.x86.Cr0;
import javisor.machine.x86.Cr4;
import javisor.machine.x86.Msr;

/**
 * The bits of CR0 and CR4 that are not the guest's: those VMX operation demands to be 1 (Intel SDM vol. 3, appendix A.7 and A.8; not
 * CR0.PE and CR0.PG of an unrestricted guest), and those that would show VMX or SMX. The guest reads the shadow for them. Bits that must
 * be 0 need no mask: the processor refuses them in the guest with the #GP that a processor without them raises (26.3).
 *
 * @param cr0 bits of CR0 that are always 1
 * @param cr4 bits of CR4 that are always 1
 */
record FixedBits(long cr0, long cr4) {
    /** {@return those of this processor} */
    static FixedBits ofProcessor() {
        return new FixedBits(
                Msrs.read(Msr.VMX_CR0_FIXED0) & ~(Cr0.PE | Cr0.PG) | Cr0.NE, Msrs.read(Msr.VMX_CR4_FIXED0) | Cr4.VMXE);
    }

    /** {@return the guest/host mask of CR0} */
    long cr0Mask() {
        return cr0;
    }

    /** {@return the guest/host mask of CR4} */
    long cr4Mask() {
        return cr4 | Cr4.VMXE | Cr4.SMXE;
    }
}
