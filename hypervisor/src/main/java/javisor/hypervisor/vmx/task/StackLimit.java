package javisor.hypervisor.vmx.task;

import javisor.hypervisor.vmx.vmcs.GuestSegment;

/** The limit of a stack segment, which may expand down (Intel SDM vol. 3, 5.3). */
final class StackLimit {
    private static final int EXPAND_DOWN = 1 << 2;

    private StackLimit() {}

    /** {@return whether {@code bytes} bytes at {@code offset} lie in a segment with these access rights} */
    static boolean holds(int rights, long limit, long offset, int bytes) {
        long last = offset + bytes - 1;
        if ((rights & EXPAND_DOWN) == 0) {
            return last <= limit;
        }
        long end = (rights & GuestSegment.BIG) != 0 ? 0xFFFF_FFFFL : 0xFFFF;
        return offset > limit && last <= end;
    }
}
