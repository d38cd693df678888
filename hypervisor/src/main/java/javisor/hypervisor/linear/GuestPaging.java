package javisor.hypervisor.linear;

import javisor.machine.address.GuestPhysical;
import javisor.machine.x86.Cr0;
import javisor.machine.x86.Cr4;
import javisor.machine.x86.Efer;
import javisor.machine.x86.PageTableEntry;

/**
 * The guest's paging outside IA-32e mode: none, 32-bit with 4 MiB pages (PSE-36), or PAE (Intel SDM vol. 3, 4.3 and 4.4). Translates
 * as the processor does, accessed and dirty bits included, and tells of the page fault there would be.
 *
 * <p>Flags are set as the processor sets them, by a locked compare and exchange: where another processor has changed the entry since it
 * was read, the translation begins anew (4.8; AMD APM vol. 2, 5.4.2).
 *
 * <p>The translation is made from the tables in memory, never from the TLB. For a guest that keeps the manual's rules on invalidation
 * (4.10.4) this is the same.
 */
public final class GuestPaging {
    /** What no translation gives. */
    public static final GuestPhysical NONE = new GuestPhysical(-1);

    /** Number of PDPTEs. */
    public static final int POINTERS = 4;

    private static final int PROTECTION = 1;
    private static final int RESERVED = 1 << 3;
    private static final int DIRECTORY = 2;
    private static final int TABLE = 1;

    private static final long ADDRESS_32 = 0xFFFF_F000L;
    private static final long LARGE_RESERVED_32 = 1L << 21;
    private static final long POINTERS_BASE = 0xFFFF_FFE0L;
    private static final long POINTER_RESERVED = 0x1E6;

    private final GuestMemory memory;
    private final long beyondWidth;
    private final long[] pointers = new long[POINTERS];
    private final long[] nextPointers = new long[POINTERS];
    private long cr0;
    private long cr3;
    private long cr4;
    private long efer;
    private int errorCode;
    private boolean overtaken;

    /** Paging in {@code memory} by a processor with {@code addressBits} of physical address. */
    public GuestPaging(GuestMemory memory, int addressBits) {
        this.memory = memory;
        this.beyondWidth = -1L << addressBits & PageTableEntry.ADDRESS;
    }

    /** Takes over the registers paging depends on; with PAE the four pointers as well. */
    public void registers(long newCr0, long newCr3, long newCr4, long newEfer) {
        cr0 = newCr0;
        cr3 = newCr3;
        cr4 = newCr4;
        efer = newEfer;
    }

    /** Takes over PDPTE {@code index}, which the processor holds since CR3 was last loaded. */
    public void pointer(int index, long value) {
        pointers[index] = value;
    }

    /** {@return PDPTE {@code index}} */
    public long pointer(int index) {
        return pointers[index];
    }

    /** {@return whether addresses are translated at all} */
    public boolean paged() {
        return (cr0 & Cr0.PG) != 0;
    }

    /** {@return whether this is PAE paging} */
    public boolean pae() {
        return paged() && (cr4 & Cr4.PAE) != 0;
    }

    /** Reads what a load of CR3 would load; {@return whether the processor would take it, else it raises #GP(0)} (4.4.1). */
    public boolean prepare(long newCr3) {
        for (int i = 0; pae() && i < POINTERS; i++) {
            long pointer = memory.read(new GuestPhysical((newCr3 & POINTERS_BASE) + i * 8L), 8);
            long reserved = POINTER_RESERVED | beyondWidth | ~PageTableEntry.ADDRESS & -1L << 12;
            if ((pointer & PageTableEntry.PRESENT) != 0 && (pointer & reserved) != 0) {
                return false;
            }
            nextPointers[i] = pointer;
        }
        return true;
    }

    /** Loads CR3 with the value {@link #prepare} has seen. */
    public void load(long newCr3) {
        cr3 = newCr3;
        System.arraycopy(nextPointers, 0, pointers, 0, POINTERS);
    }

    /** {@return where a linear address of 32 bits leads, or {@link #NONE}; then {@link #errorCode} says why} */
    public GuestPhysical translate(long linear, int access) {
        if (!paged()) {
            return new GuestPhysical(linear);
        }
        GuestPhysical result;
        do {
            overtaken = false;
            result = pae() ? translatePae(linear, access) : translate32(linear, access);
        } while (overtaken);
        return result;
    }

    /** {@return the error code of the page fault} */
    public int errorCode() {
        return errorCode;
    }

    private GuestPhysical translate32(long linear, int access) {
        GuestPhysical upper = new GuestPhysical((cr3 & ADDRESS_32) + (linear >>> 22) * 4);
        long directory = memory.read(upper, 4);
        boolean large = (directory & PageTableEntry.LARGE) != 0 && (cr4 & Cr4.PSE) != 0;
        if (large) {
            long address = directory & 0xFFC0_0000L | (directory & 0x1F_E000L) << 19;
            long reserved = directory & LARGE_RESERVED_32 | address & beyondWidth;
            return leaf(upper, upper, directory, directory, reserved, access, address | linear & 0x3F_FFFF);
        }
        if (!present(directory, 0, access)) {
            return NONE;
        }
        GuestPhysical lower = new GuestPhysical((directory & ADDRESS_32) + (linear >>> 12 & 0x3FF) * 4);
        long page = memory.read(lower, 4);
        return leaf(upper, lower, directory, page, 0, access, page & ADDRESS_32 | linear & 0xFFF);
    }

    private GuestPhysical translatePae(long linear, int access) {
        long pointer = pointers[(int) (linear >>> 30)];
        if (!present(pointer, 0, access)) {
            return NONE;
        }
        GuestPhysical upper = entry(pointer, linear, DIRECTORY);
        long directory = memory.read(upper, 8);
        if ((directory & PageTableEntry.LARGE) != 0) {
            long size = PageTableEntry.pageBytes(DIRECTORY);
            long inLarge = directory & size - 1 & PageTableEntry.ADDRESS & ~0x1000L;
            long address = new PageTableEntry(directory).pageAddress(DIRECTORY);
            long reserved = reserved(directory) | inLarge;
            return leaf(upper, upper, directory, directory, reserved, access, address | linear & size - 1);
        }
        if (!present(directory, reserved(directory), access)) {
            return NONE;
        }
        GuestPhysical lower = entry(directory, linear, TABLE);
        long page = memory.read(lower, 8);
        return leaf(
                upper, lower, directory, page, reserved(page), access, page & PageTableEntry.ADDRESS | linear & 0xFFF);
    }

    private static GuestPhysical entry(long above, long linear, int level) {
        return new GuestPhysical((above & PageTableEntry.ADDRESS) + PageTableEntry.index(linear, level) * 8L);
    }

    /** The reserved bits set in an entry of PAE paging: those no address has, 62 to 52, and 63 unless it forbids execution. */
    private long reserved(long entry) {
        long executeBit = (efer & Efer.NXE) != 0 ? PageTableEntry.NO_EXECUTE : 0;
        return entry & (beyondWidth | -1L << 52 & ~executeBit);
    }

    private boolean present(long entry, long reserved, int access) {
        if ((entry & PageTableEntry.PRESENT) == 0) {
            return refuse(0, access);
        }
        return reserved == 0 || refuse(PROTECTION | RESERVED, access);
    }

    private GuestPhysical leaf(
            GuestPhysical upperAt,
            GuestPhysical pageAt,
            long upper,
            long page,
            long reserved,
            int access,
            long address) {
        if (!present(page, reserved, access) || !allowed(upper & page, access)) {
            return NONE;
        }
        boolean written = (access & Access.WRITE) != 0;
        if (upperAt.rawValue() != pageAt.rawValue()) {
            mark(upperAt, upper, PageTableEntry.ACCESSED);
        }
        mark(pageAt, page, PageTableEntry.ACCESSED | (written ? PageTableEntry.DIRTY : 0));
        return new GuestPhysical(address);
    }

    private boolean allowed(long rights, int access) {
        boolean user = (access & Access.USER) != 0;
        boolean userPage = (rights & PageTableEntry.USER) != 0;
        boolean readOnly = (rights & PageTableEntry.WRITABLE) == 0 && (user || (cr0 & Cr0.WP) != 0);
        boolean prevented = !user && userPage && (cr4 & Cr4.SMAP) != 0 && (access & Access.USER_PAGES_TOO) == 0;
        boolean forbidden = user && !userPage || (access & Access.WRITE) != 0 && readOnly || prevented;
        return !forbidden || refuse(PROTECTION, access);
    }

    private boolean refuse(int why, int access) {
        errorCode = why | access & Access.IN_ERROR_CODE;
        return false;
    }

    private void mark(GuestPhysical at, long entry, long flags) {
        if ((entry & flags) != flags) {
            overtaken |= !memory.replace(at, pae() ? 8 : 4, entry, entry | flags);
        }
    }
}
