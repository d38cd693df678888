package javisor.hypervisor.linear;

import javisor.machine.address.GuestPhysical;
import javisor.machine.address.HostVirtual;
import javisor.machine.x86.Cr0;
import javisor.machine.x86.Cr4;
import javisor.machine.x86.Efer;
import javisor.machine.x86.PageTableEntry;

/**
 * Copies what stands at a linear address of the guest, in every paging mode (Intel SDM vol. 3, 4.3 to 4.5; AMD APM vol. 2, 5.2 and 5.3):
 * the bytes of an instruction that has caused an exit, and what it reads. The processor has made these accesses before, so rights and
 * reserved bits are not looked at again and no flags are set. The tables are read from memory, the four PDPTEs of PAE paging too,
 * which an Intel processor keeps from the last load of CR3 on: a guest that changes them without a load is not served, and executes its
 * instruction for ever.
 */
public final class GuestFetch {
    private static final long PAGE = 4096;
    private static final long ADDRESS_32 = 0xFFFF_FFFFL;
    private static final long TABLE_32 = 0xFFFF_F000L;
    private static final long POINTERS = 0xFFFF_FFE0L;
    private static final int POINTER_LEVEL = 3;
    private static final int LEVELS = 4;
    private static final int LEVELS_57 = 5;

    private final GuestMemory memory;
    private long cr0;
    private long cr3;
    private long cr4;
    private long efer;

    /** From {@code memory}. */
    public GuestFetch(GuestMemory memory) {
        this.memory = memory;
    }

    /** Takes over the registers paging depends on. */
    public void registers(long newCr0, long newCr3, long newCr4, long newEfer) {
        cr0 = newCr0;
        cr3 = newCr3;
        cr4 = newCr4;
        efer = newEfer;
    }

    /**
     * Copies {@code bytes} bytes to {@code target}; {@return how many it has copied} It stops at a page that is not present. Outside
     * IA-32e mode addresses wrap around at 4 GiB; in it, bits that are not translated are the sign or a tag (linear-address masking, upper
     * address ignore), which the processor has looked at.
     */
    public int copy(long linear, HostVirtual target, int bytes) {
        long page = 0;
        for (int i = 0; i < bytes; i++) {
            long at = linear + i;
            if (i == 0 || (at & PAGE - 1) == 0) {
                page = translate(at);
            }
            if (page == -1) {
                return i;
            }
            GuestPhysical from = new GuestPhysical(page + (at & PAGE - 1));
            target.writeByte(i, (byte) memory.read(from, 1));
        }
        return bytes;
    }

    /** {@return the physical address of the page {@code linear} is in, or -1} */
    private long translate(long linear) {
        boolean longMode = (efer & Efer.LMA) != 0;
        long address = longMode ? linear : linear & ADDRESS_32;
        if ((cr0 & Cr0.PG) == 0) {
            return address & -PAGE;
        }
        if (!longMode) {
            boolean pae = (cr4 & Cr4.PAE) != 0;
            return pae ? walk(address, cr3 & POINTERS, POINTER_LEVEL) : walk32(address);
        }
        return walk(address, cr3 & PageTableEntry.ADDRESS, (cr4 & Cr4.LA57) != 0 ? LEVELS_57 : LEVELS);
    }

    /** A PDPTE of PAE paging cannot map a page; its bit 7 is reserved, so that none is set. */
    private long walk(long linear, long root, int levels) {
        long table = root;
        for (int level = levels; level > 0; level--) {
            long at = table + PageTableEntry.index(linear, level) * 8L;
            PageTableEntry entry = new PageTableEntry(memory.read(new GuestPhysical(at), 8));
            if (!entry.present()) {
                return -1;
            }
            if (entry.large() && level > 1 && level <= POINTER_LEVEL) {
                return entry.pageAddress(level) | linear & PageTableEntry.pageBytes(level) - PAGE;
            }
            table = entry.address();
        }
        return table;
    }

    private long walk32(long linear) {
        long directory = memory.read(new GuestPhysical((cr3 & TABLE_32) + (linear >>> 22) * 4), 4);
        if ((directory & PageTableEntry.PRESENT) == 0) {
            return -1;
        }
        if ((directory & PageTableEntry.LARGE) != 0 && (cr4 & Cr4.PSE) != 0) {
            return directory & 0xFFC0_0000L | (directory & 0x1F_E000L) << 19 | linear & 0x3F_F000;
        }
        long page = memory.read(new GuestPhysical((directory & TABLE_32) + (linear >>> 12 & 0x3FF) * 4), 4);
        return (page & PageTableEntry.PRESENT) != 0 ? page & TABLE_32 : -1;
    }
}
