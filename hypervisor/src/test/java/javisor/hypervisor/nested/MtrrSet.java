package javisor.hypervisor.nested;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javisor.simulator.ModelSpecificRegisters;

/**
 * Contents of the MTRRs and, independently of the code under test, the memory type they give to an address by the letter of the manual
 * (Intel SDM vol. 3, 12.11.4.1).
 *
 * @param defaultType IA32_MTRR_DEF_TYPE
 * @param fixed types of the 88 fixed ranges from address 0 up
 * @param ranges the variable ranges
 */
record MtrrSet(long defaultType, int[] fixed, List<Range> ranges) {
    static final int VARIABLE = 8;
    static final int UC = 0;
    static final int WT = 4;
    static final int WB = 6;
    static final long ENABLE = 1 << 11;
    static final long FIXED_ENABLE = 1 << 10;

    private static final int[] TYPES = {0, 1, 4, 5, 6};
    private static final int VALID_BIT = 11;

    /** PHYSBASE and PHYSMASK. */
    record Range(long base, long mask) {
        static Range of(long start, long bytes, int type, int bits) {
            return new Range(start & -bytes | type, (1L << bits) - bytes | 1L << VALID_BIT);
        }

        boolean holds(long address) {
            boolean valid = (mask >>> VALID_BIT & 1) != 0;
            return valid && (address >>> 12 & mask >>> 12) == (base >>> 12 & mask >>> 12);
        }
    }

    static MtrrSet of(int defaultType, Range... ranges) {
        int[] fixed = new int[88];
        Arrays.fill(fixed, WB);
        return new MtrrSet(defaultType | ENABLE | FIXED_ENABLE, fixed, List.of(ranges));
    }

    /** Any contents; ranges lie where things happen, and with {@code anyMask} some masks are not contiguous. */
    static MtrrSet random(Random random, int bits, boolean anyMask, long... centres) {
        int[] fixed = random.ints(88, 0, 5).map(i -> TYPES[i]).toArray();
        List<Range> ranges = new ArrayList<>();
        for (int i = random.nextInt(VARIABLE + 1); i > 0; i--) {
            long centre = centres[random.nextInt(centres.length)];
            long bytes = 1L << 12 + random.nextInt(bits - 12);
            long start = centre + (random.nextInt(5) - 2) * bytes & (1L << bits) - 1;
            int type = random.nextInt(3) == 0 ? WB : TYPES[random.nextInt(5)];
            Range range = Range.of(start, bytes, type, bits);
            long holes = anyMask && random.nextInt(4) == 0 ? ~(1L << 12 + random.nextInt(bits - 12)) : -1;
            ranges.add(random.nextInt(8) == 0 ? new Range(range.base, 0) : new Range(range.base, range.mask & holes));
        }
        long enables = random.nextInt(10) == 0 ? 0 : ENABLE;
        return new MtrrSet(enables | random.nextInt(2) * FIXED_ENABLE | TYPES[random.nextInt(5)], fixed, ranges);
    }

    /** Puts the contents into the registers. */
    void load(ModelSpecificRegisters msrs) {
        msrs.preset(0xFE, 0x500 | VARIABLE);
        msrs.preset(0x2FF, defaultType);
        for (int i = 0; i < VARIABLE; i++) {
            Range range = i < ranges.size() ? ranges.get(i) : new Range(0, 0);
            msrs.preset(0x200 + 2 * i, range.base);
            msrs.preset(0x201 + 2 * i, range.mask);
        }
        int[] registers = {0x250, 0x258, 0x259, 0x268, 0x269, 0x26A, 0x26B, 0x26C, 0x26D, 0x26E, 0x26F};
        for (int i = 0; i < 88; i++) {
            long others = i % 8 == 0 ? 0 : msrs.read(registers[i / 8]);
            msrs.preset(registers[i / 8], others | (long) fixed[i] << 8 * (i % 8));
        }
    }

    /** {@return the type of the page at {@code address}} */
    int typeOf(long address) {
        if ((defaultType & ENABLE) == 0) {
            return UC;
        }
        if (address < 0x10_0000 && (defaultType & FIXED_ENABLE) != 0) {
            return fixed[fixedRange((int) address)];
        }
        int type = -1;
        for (Range range : ranges) {
            if (range.holds(address)) {
                int other = (int) range.base & 0xFF;
                boolean through = type == WT && other == WB || type == WB && other == WT;
                type = type == -1 || type == other ? other : through ? WT : UC;
            }
        }
        return type == -1 ? (int) defaultType & 0xFF : type;
    }

    /** {@return whether all pages of a range have one type} */
    boolean uniform(long start, long bytes) {
        int first = typeOf(start);
        for (long at = start; at < start + bytes; at += 4096) {
            if (typeOf(at) != first) {
                return false;
            }
        }
        return true;
    }

    private static int fixedRange(int address) {
        if (address < 0x8_0000) {
            return address / 0x1_0000;
        }
        return address < 0xC_0000 ? 8 + (address - 0x8_0000) / 0x4000 : 24 + (address - 0xC_0000) / 0x1000;
    }
}
