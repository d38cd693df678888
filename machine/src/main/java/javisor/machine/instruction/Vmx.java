package javisor.machine.instruction;

import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.Intrinsic;
import javisor.machine.hosted.Hosted;

/**
 * The VMX instructions (Intel SDM vol. 3, "VMX Instruction Reference"); each raises #UD outside VMX operation, VMXON unless CR4.VMXE is
 * set. Those that can fail return whether they did: VMfailInvalid sets CF, VMfailValid ZF and the VM-instruction error field of the
 * current VMCS. VMLAUNCH and VMRESUME are in the world switch.
 */
public final class Vmx {
    private Vmx() {}

    /** VMXON with the region whose physical address stands at {@code operand}; {@return whether it failed} */
    @Intrinsic
    public static boolean vmxon(HostVirtual operand) {
        return Hosted.platform().execute("VMXON", operand.readLong(0)) != 0;
    }

    /** VMCLEAR of the VMCS whose physical address stands at {@code operand}; {@return whether it failed} */
    @Intrinsic
    public static boolean vmclear(HostVirtual operand) {
        return Hosted.platform().execute("VMCLEAR", operand.readLong(0)) != 0;
    }

    /** VMPTRLD of the VMCS whose physical address stands at {@code operand}; {@return whether it failed} */
    @Intrinsic
    public static boolean vmptrld(HostVirtual operand) {
        return Hosted.platform().execute("VMPTRLD", operand.readLong(0)) != 0;
    }

    /** {@return a field of the current VMCS, zero-extended; undefined if the processor does not have it} */
    @Intrinsic
    public static long vmread(long encoding) {
        return Hosted.platform().vmread(encoding);
    }

    /** VMWRITE to a field of the current VMCS; {@return whether it failed, which it does if the processor does not have the field} */
    @Intrinsic
    public static boolean vmwrite(long encoding, long value) {
        return Hosted.platform().vmwrite(encoding, value);
    }

    /** INVEPT of {@code type} (1 one EPT pointer, 2 all) with the 128-bit descriptor at {@code descriptor}; {@return whether it failed} */
    @Intrinsic
    public static boolean invept(long type, HostVirtual descriptor) {
        return Hosted.platform().execute("INVEPT", type) != 0;
    }

    /**
     * INVVPID of {@code type} (1 one VPID, 2 all, 3 one VPID but its global translations) with the 128-bit descriptor at
     * {@code descriptor}; {@return whether it failed}
     */
    @Intrinsic
    public static boolean invvpid(long type, HostVirtual descriptor) {
        return Hosted.platform().execute("INVVPID", type) != 0;
    }
}
