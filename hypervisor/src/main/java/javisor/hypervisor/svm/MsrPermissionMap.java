package javisor.hypervisor.svm;

import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.Unboxed;

/**
 * The MSR permission map: two bits for each MSR of three ranges, read and write; 1 exits (AMD APM vol. 2, 15.11). An MSR outside the
 * ranges always exits.
 *
 * @param base where its 8 KiB stand
 */
@Unboxed
record MsrPermissionMap(HostVirtual base) {
    static final int PAGES = 2;

    private static final int READ = 1;
    private static final int WRITE = 2;
    private static final int RANGE_MSRS = 0x2000;
    private static final int RANGE_BYTES = 0x800;

    /** Lets reads and writes of {@code msr}, which is in one of the ranges, exit. */
    void intercept(int msr) {
        intercept(msr, READ | WRITE);
    }

    /** Lets writes of {@code msr}, which is in one of the ranges, exit. */
    void interceptWrites(int msr) {
        intercept(msr, WRITE);
    }

    /** Lets the guest write {@code msr} itself. */
    void allowWrites(int msr) {
        int bit = (msr & RANGE_MSRS - 1) * 2;
        long at = rangeStart(msr) + bit / 8;
        base.writeByte(at, (byte) (base.readByte(at) & ~(WRITE << bit % 8)));
    }

    private void intercept(int msr, int accesses) {
        int bit = (msr & RANGE_MSRS - 1) * 2;
        long at = rangeStart(msr) + bit / 8;
        base.writeByte(at, (byte) (base.readByte(at) | accesses << bit % 8));
    }

    private static int rangeStart(int msr) {
        return switch (msr & -RANGE_MSRS) {
            case 0 -> 0;
            case 0xC000_0000 -> RANGE_BYTES;
            case 0xC001_0000 -> 2 * RANGE_BYTES;
            default -> throw new IllegalStateException("an MSR outside the ranges of the permission map");
        };
    }
}
