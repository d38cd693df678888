package javisor.hypervisor.vmx.vmcs;

import javisor.machine.annotation.Inline;
import javisor.machine.annotation.NoInline;
import javisor.machine.annotation.Unboxed;
import javisor.machine.instruction.Vmx;

/**
 * A field of a virtual machine control structure, named by its encoding (Intel SDM vol. 3, 25.11.2 and appendix B): bit 0 the high half,
 * bits 9:1 index, 11:10 type, 14:13 width. Reading and writing go to the current VMCS of this processor.
 *
 * @param encoding what VMREAD and VMWRITE take
 */
@Unboxed
public record VmcsField(long encoding) {
    /** {@return the field, zero-extended} */
    @Inline
    public long read() {
        return Vmx.vmread(encoding);
    }

    /** {@return the low half of the field} */
    @Inline
    public int readInt() {
        return (int) Vmx.vmread(encoding);
    }

    /**
     * Gives the field a value.
     *
     * @throws IllegalStateException if the processor does not have the field, or no VMCS is current
     */
    @Inline
    public void write(long value) {
        if (Vmx.vmwrite(encoding, value)) {
            fail();
        }
    }

    /** Gives a field a value that every processor has, while a VMCS is current: for where every exit passes. */
    @Inline
    public void writeUnchecked(long value) {
        Vmx.vmwrite(encoding, value);
    }

    @NoInline
    private static void fail() {
        throw new IllegalStateException("VMWRITE failed: the processor does not have the field");
    }
}
