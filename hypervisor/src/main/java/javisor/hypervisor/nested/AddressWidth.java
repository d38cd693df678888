package javisor.hypervisor.nested;

import javisor.hypervisor.memory.PageAllocator;
import javisor.machine.instruction.Cpuid;
import javisor.machine.instruction.Msrs;
import javisor.machine.x86.Msr;

/**
 * How far the processor's physical addresses reach, and one that nothing answers to. Memory encryption takes some of the high bits away.
 *
 * @param bits number of address bits
 * @param gigabytePages whether entries of nested page tables may map 1 GiB
 * @param nowhere a page that is neither RAM nor, as far as one can know, a device
 * @param placeBits number of address bits that choose a place; bits above choose a key of memory encryption for it
 */
public record AddressWidth(int bits, boolean gigabytePages, long nowhere, int placeBits) {
    private static final int STRUCTURED_FEATURES = 7;
    private static final int EXTENDED = 0x8000_0000;
    private static final int FEATURES = 0x8000_0001;
    private static final int SIZES = 0x8000_0008;
    private static final int ENCRYPTION = 0x8000_001F;
    private static final int PAGE_1_GIB = 1 << 26;
    private static final long MEMORY_ENCRYPTION = 1 << 23;
    private static final int TOTAL_MEMORY_ENCRYPTION = 1 << 13;
    private static final long LOCKED_AND_ENABLED = 3;
    private static final int KEY_ID_BITS = 32;
    private static final int WITHOUT_LEAF = 36;

    /** A width where nothing answers in the middle of the address space, which is beyond all RAM. */
    public AddressWidth(int bits, boolean gigabytePages) {
        this(bits, gigabytePages, 1L << bits - 1, bits);
    }

    /**
     * {@return the width of this AMD processor} Where the firmware has switched memory encryption on (SYSCFG.MemEncryptionModEn), some
     * high bits of a page-table entry are no address and are left out; where it has not, they are, and devices may stand there (AMD
     * APM vol. 2, 7.10.1). The top of the address space may be HyperTransport's, so nowhere is its middle.
     */
    public static AddressWidth ofProcessor() {
        int[] registers = new int[4];
        int bits = physicalBits(registers);
        if (has(ENCRYPTION, registers)) {
            boolean encryption = (registers[Cpuid.EAX] & 1) != 0 && (Msrs.read(Msr.SYSCFG) & MEMORY_ENCRYPTION) != 0;
            bits -= encryption ? registers[Cpuid.EBX] >>> 6 & 0x3F : 0;
        }
        Cpuid.execute(FEATURES, 0, registers);
        return new AddressWidth(bits, (registers[Cpuid.EDX] & PAGE_1_GIB) != 0);
    }

    /**
     * {@return the width of this Intel processor} Where the firmware has given bits to key IDs of total memory encryption
     * (IA32_TME_ACTIVATE), they choose a key and no place (Intel SDM vol. 4, MSR 982h): the guest may use them, but nowhere must not
     * consist of them. Firmware puts large devices at the middle of the address space, so nowhere is its last page.
     *
     * @param gigabytePages whether EPT entries may map 1 GiB
     */
    public static AddressWidth ofIntelProcessor(boolean gigabytePages) {
        int[] registers = new int[4];
        int bits = physicalBits(registers);
        int places = bits;
        if (has(STRUCTURED_FEATURES, registers) && (registers[Cpuid.ECX] & TOTAL_MEMORY_ENCRYPTION) != 0) {
            long activation = Msrs.read(Msr.TME_ACTIVATE);
            boolean active = (activation & LOCKED_AND_ENABLED) == LOCKED_AND_ENABLED;
            places -= active ? (int) (activation >>> KEY_ID_BITS) & 0xF : 0;
        }
        return new AddressWidth(bits, gigabytePages, (1L << places) - PageAllocator.PAGE, places);
    }

    private static int physicalBits(int[] registers) {
        return has(SIZES, registers) ? registers[Cpuid.EAX] & 0xFF : WITHOUT_LEAF;
    }

    /** Executes CPUID with {@code leaf}, sub-leaf 0, if the processor has it. */
    private static boolean has(int leaf, int[] registers) {
        Cpuid.execute(leaf & EXTENDED, 0, registers);
        if (Integer.compareUnsigned(registers[Cpuid.EAX], leaf) < 0) {
            return false;
        }
        Cpuid.execute(leaf, 0, registers);
        return true;
    }
}
