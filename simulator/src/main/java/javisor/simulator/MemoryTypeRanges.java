package javisor.simulator;

import java.util.Map;

/** The memory type range registers of an Intel processor, as firmware sets them up (Intel SDM vol. 3, 12.11): RAM is write-back. */
final class MemoryTypeRanges {
    /** IA32_MTRRCAP. */
    static final int CAPABILITIES = 0xFE;

    private static final int PHYSICAL_BASE0 = 0x200;
    private static final int DEFAULT_TYPE = 0x2FF;
    private static final int RANGES = 10;
    private static final long CAPABILITY_BITS = 0xD00 | RANGES;
    private static final long ENABLED = 0xC00;
    private static final long VALID = 0x800;
    private static final long WRITE_BACK = 6;
    private static final long ALL_WRITE_BACK = 0x0606_0606_0606_0606L;
    private static final long ALL_WRITE_PROTECT = 0x0505_0505_0505_0505L;
    private static final long TWO_GIB = 1L << 31;

    private MemoryTypeRanges() {}

    /** The first 2 GiB are write-back, the VGA's window is uncacheable, the ROMs are write-protected, all else is uncacheable. */
    static void preset(Map<Integer, Long> values, int addressBits) {
        values.put(CAPABILITIES, CAPABILITY_BITS);
        for (int i = 0; i < 2 * RANGES; i++) {
            values.put(PHYSICAL_BASE0 + i, 0L);
        }
        values.put(PHYSICAL_BASE0, WRITE_BACK);
        values.put(PHYSICAL_BASE0 + 1, (1L << addressBits) - TWO_GIB | VALID);
        values.put(0x250, ALL_WRITE_BACK);
        values.put(0x258, ALL_WRITE_BACK);
        values.put(0x259, 0L);
        for (int msr = 0x268; msr <= 0x26F; msr++) {
            values.put(msr, ALL_WRITE_PROTECT);
        }
        values.put(DEFAULT_TYPE, ENABLED);
    }
}
