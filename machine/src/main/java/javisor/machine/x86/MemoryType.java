package javisor.machine.x86;

/** Memory types as MTRRs, the PAT and EPT entries encode them (Intel SDM vol. 3, 12.3 and table 12-8). */
public final class MemoryType {
    /** UC: no caching, strong order. */
    public static final int UNCACHEABLE = 0;

    /** WC: no caching, writes may be gathered. */
    public static final int WRITE_COMBINING = 1;

    /** WT: reads are cached. */
    public static final int WRITE_THROUGH = 4;

    /** WP: reads are cached, writes invalidate. */
    public static final int WRITE_PROTECTED = 5;

    /** WB: reads and writes are cached. */
    public static final int WRITE_BACK = 6;

    private MemoryType() {}
}
