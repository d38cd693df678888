package javisor.hypervisor.log;

import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.Unboxed;

/**
 * One processor's part of the {@link ExitStatistics}: its APIC ID and whether its guest runs (1) or waits for a start-up interrupt (0), 32
 * bits each, then a counter of 64 bits for each class of exits. In front of it, because the commonest exit uses both, the highest basic leaf
 * of CPUID. Only its processor writes it.
 *
 * @param base where it stands
 */
@Unboxed
public record ExitRecord(HostVirtual base) {
    static final int IN_FRONT = 8;

    private static final int HIGHEST_LEAF = -8;
    private static final int APIC_ID = 0;
    private static final int RUNS = 4;
    private static final int COUNTERS = 8;

    static int bytes(int classes) {
        return COUNTERS + 8 * classes;
    }

    /** {@return the highest basic leaf of CPUID} */
    public long highestLeaf() {
        return base.readLong(HIGHEST_LEAF);
    }

    /** Remembers the highest basic leaf, which Intel's IA32_MISC_ENABLE can limit on each processor. */
    public void highestLeaf(long leaf) {
        base.writeLong(HIGHEST_LEAF, leaf);
    }

    /** Says whose it is. */
    public void apicId(int id) {
        base.writeInt(APIC_ID, id);
    }

    /** Says whether the guest runs. */
    public void runs(boolean runs) {
        base.writeInt(RUNS, runs ? 1 : 0);
    }

    /** Counts one exit of class {@code index}. */
    public void count(int index) {
        long at = COUNTERS + 8L * index;
        base.writeLong(at, base.readLong(at) + 1);
    }

    /** {@return how many exits of class {@code index} there were} */
    public long counted(int index) {
        return base.readLong(COUNTERS + 8L * index);
    }
}
