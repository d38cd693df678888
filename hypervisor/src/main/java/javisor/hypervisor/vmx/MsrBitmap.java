package javisor.hypervisor.vmx;

import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.Unboxed;

/**
 * The MSR bitmaps: for reads and for writes, one bit for each MSR of two ranges; 1 exits (Intel SDM vol. 3, 25.6.9). An MSR outside the
 * ranges always exits.
 *
 * @param base where their 4 KiB stand
 */
@Unboxed
record MsrBitmap(HostVirtual base) {
    private static final int RANGE_MSRS = 0x2000;
    private static final int RANGE_BYTES = 0x400;
    private static final int WRITES = 0x800;

    /** Lets reads of {@code msr}, which is in one of the ranges, exit. */
    void interceptReads(int msr) {
        set(0, msr);
    }

    /** Lets writes of {@code msr}, which is in one of the ranges, exit. */
    void interceptWrites(int msr) {
        set(WRITES, msr);
    }

    private void set(int half, int msr) {
        int bit = msr & RANGE_MSRS - 1;
        long at = half + rangeStart(msr) + bit / 8;
        base.writeByte(at, (byte) (base.readByte(at) | 1 << bit % 8));
    }

    private static int rangeStart(int msr) {
        return switch (msr & -RANGE_MSRS) {
            case 0 -> 0;
            case 0xC000_0000 -> RANGE_BYTES;
            default -> throw new IllegalStateException("an MSR outside the ranges of the MSR bitmaps");
        };
    }
}
