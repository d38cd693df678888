package javisor.hypervisor.vmx;

import javisor.machine.annotation.Unboxed;

/**
 * What a VMX capability MSR allows of one set of controls (Intel SDM vol. 3, appendix A.3 to A.5): a bit of the low half that is 1 says
 * that the control must be 1, a bit of the high half that is 0 that it must be 0.
 *
 * @param bits the MSR
 */
@Unboxed
record ControlCapability(long bits) {
    /** {@return whether all of {@code controls} may be 1} */
    boolean mayBeOne(long controls) {
        return (bits >>> 32 & controls) == controls;
    }

    /** {@return whether all of {@code controls} may be 0} */
    boolean mayBeZero(long controls) {
        return (bits & controls) == 0;
    }

    /** {@return those of {@code controls} that may be 1, and what must be} */
    long adjust(long controls) {
        return (controls | bits) & bits >>> 32;
    }
}
