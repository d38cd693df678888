package javisor.hypervisor.nested;

import javisor.hypervisor.memory.PageAllocator;
import javisor.machine.instruction.Cpuid;
import javisor.machine.instruction.Msrs;
import javisor.machine.x86.MemoryType;
import javisor.machine.x86.Msr;

/**
 * Memory types as the memory-type range registers have them (Intel SDM vol. 3, 12.11). EPT does not look at MTRRs, so its entries repeat
 * what they say. The registers are the guest's own; this is a copy, to be renewed by {@link #reread} after a guest's write.
 *
 * <p><b>Precedence</b> (12.11.4.1): below 1 MiB the fixed ranges, if they are on; else of the variable ranges that match, UC wins, WT
 * wins over WB, and any other disagreement, which the manual leaves undefined, counts as UC; else the default type. Switched off
 * (E = 0), all memory is UC. That is followed although a guest that keeps to the manual has CR0.CD set meanwhile, when all accesses are
 * UC whatever EPT says. A processor without MTRRs leaves types to the PAT: all is WB. SMRRs cannot be seen from here, and do not
 * count outside SMM.
 *
 * <p><b>Masks</b> need not be contiguous: a range matches an aligned block wholly, not at all, or, if the mask has bits inside the
 * block, somewhere; then the block has one type only if the range could not change it. So a block that several smaller ranges cover
 * together is taken for a mixed one. The first 1 MiB is always in pages of 4 KiB, as 12.11.9 asks.
 */
public final class Mtrrs implements MemoryTypes {
    private static final int PRESENT = 1 << 12;

    private static final int RANGES = 0xFF;
    private static final int FIXED_SUPPORTED = 1 << 8;

    private static final int TYPE = 0xFF;
    private static final int FIXED_ENABLED = 1 << 10;
    private static final int ENABLED = 1 << 11;

    private static final long VALID = 1 << 11;
    private static final long ADDRESS = 0x000F_FFFF_FFFF_F000L;

    private static final int FIXED_REGISTERS = 11;
    private static final long FIXED_END = 0x10_0000;
    private static final long END_OF_64K = 0x8_0000;
    private static final long END_OF_16K = 0xC_0000;
    private static final int FIRST_16K = 1;
    private static final int FIRST_4K = 3;

    private static final int NONE = -2;
    private static final int SPARE_TABLES = 8;

    private final boolean present;
    private final long[] base;
    private final long[] mask;
    private final long[] fixed;
    private long control;

    /** Reads the registers of this processor. */
    public Mtrrs() {
        int[] registers = new int[4];
        Cpuid.execute(1, 0, registers);
        present = (registers[Cpuid.EDX] & PRESENT) != 0;
        int capabilities = present ? (int) Msrs.read(Msr.MTRR_CAP) : 0;
        base = new long[capabilities & RANGES];
        mask = new long[capabilities & RANGES];
        fixed = new long[(capabilities & FIXED_SUPPORTED) != 0 ? FIXED_REGISTERS : 0];
        load();
    }

    /**
     * Reads the registers again, unless this processor has switched them off: then it is about to change them, with its caches off (Intel
     * SDM vol. 3, 12.11.8), and the tables are the other processors' as well. What they hold counts when they are switched on again.
     *
     * @return whether a type may have changed
     */
    public boolean reread() {
        return (Msrs.read(Msr.MTRR_DEF_TYPE) & ENABLED) != 0 && load();
    }

    private boolean load() {
        long now = present ? Msrs.read(Msr.MTRR_DEF_TYPE) : ENABLED | MemoryType.WRITE_BACK;
        boolean changed = now != control;
        control = now;
        if (!enabled()) {
            return changed;
        }
        for (int i = 0; i < base.length; i++) {
            changed |= store(base, i, Msrs.read(Msr.MTRR_PHYS_BASE0 + 2 * i));
            changed |= store(mask, i, Msrs.read(Msr.MTRR_PHYS_BASE0 + 2 * i + 1));
        }
        for (int i = 0; i < fixed.length; i++) {
            changed |= store(fixed, i, Msrs.read(fixedRegister(i)));
        }
        return changed;
    }

    /** {@return whether {@code msr} is one whose write {@link #reread} is to follow} */
    public boolean covers(int msr) {
        boolean variable = msr >= Msr.MTRR_PHYS_BASE0 && msr < Msr.MTRR_PHYS_BASE0 + 2 * base.length;
        boolean covered = variable || present && msr == Msr.MTRR_DEF_TYPE;
        for (int i = 0; i < fixed.length; i++) {
            covered |= msr == fixedRegister(i);
        }
        return covered;
    }

    @Override
    public int of(long start, long bytes) {
        if (start < FIXED_END) {
            if (bytes > PageAllocator.PAGE) {
                return MIXED;
            }
            if (enabled() && (control & FIXED_ENABLED) != 0 && fixed.length != 0) {
                return fixedType((int) start);
            }
        }
        return enabled() ? variableType(start, bytes) : MemoryType.UNCACHEABLE;
    }

    @Override
    public int mixedBlocks() {
        return base.length;
    }

    @Override
    public int spareTables() {
        return SPARE_TABLES;
    }

    private int fixedType(int address) {
        int register = 0;
        int shift = 16;
        if (address >= END_OF_16K) {
            register = FIRST_4K + (address >>> 15 & 7);
            shift = 12;
        } else if (address >= END_OF_64K) {
            register = FIRST_16K + (address >>> 17 & 1);
            shift = 14;
        }
        return (int) (fixed[register] >>> 8 * (address >>> shift & 7)) & TYPE;
    }

    private static int fixedRegister(int index) {
        if (index >= FIRST_4K) {
            return Msr.MTRR_FIX_4K_C0000 + index - FIRST_4K;
        }
        return index >= FIRST_16K ? Msr.MTRR_FIX_16K_80000 + index - FIRST_16K : Msr.MTRR_FIX_64K_00000;
    }

    private int variableType(long start, long bytes) {
        int whole = NONE;
        for (int i = 0; i < base.length; i++) {
            if (meets(i, start, bytes) && !divides(i, bytes)) {
                whole = stronger(whole, (int) base[i] & TYPE);
            }
        }
        int type = whole == NONE ? (int) control & TYPE : whole;
        for (int i = 0; i < base.length; i++) {
            if (meets(i, start, bytes) && divides(i, bytes) && stronger(whole, (int) base[i] & TYPE) != type) {
                return MIXED;
            }
        }
        return type;
    }

    /** Whether range {@code index} matches an address of an aligned block. */
    private boolean meets(int index, long start, long bytes) {
        boolean valid = (mask[index] & VALID) != 0;
        return valid && ((start ^ base[index]) & mask[index] & ADDRESS & -bytes) == 0;
    }

    /** Whether range {@code index} tells addresses of a block from each other. */
    private boolean divides(int index, long bytes) {
        return (mask[index] & ADDRESS & bytes - 1) != 0;
    }

    private static int stronger(int type, int other) {
        if (type == NONE || type == other) {
            return other;
        }
        boolean caching =
                Math.min(type, other) == MemoryType.WRITE_THROUGH && Math.max(type, other) == MemoryType.WRITE_BACK;
        return caching ? MemoryType.WRITE_THROUGH : MemoryType.UNCACHEABLE;
    }

    private boolean enabled() {
        return (control & ENABLED) != 0;
    }

    private static boolean store(long[] values, int index, long value) {
        boolean changed = values[index] != value;
        values[index] = value;
        return changed;
    }
}
