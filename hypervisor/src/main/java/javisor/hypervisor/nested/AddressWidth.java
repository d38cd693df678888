package javisor.hypervisor.nested;

import javisor.machine.instruction.Cpuid;
import javisor.machine.instruction.Msrs;
import javisor.machine.x86.Msr;

/**
 * How far the processor's physical addresses reach, from leaves 8000_0008h, 8000_001Fh and 8000_0001h. Where the firmware has switched
 * memory encryption on (SYSCFG.MemEncryptionModEn), some high bits of a page-table entry are no address and are left out; where it has
 * not, they are, and devices may stand there (AMD APM vol. 2, 7.10.1).
 *
 * @param bits number of address bits
 * @param gigabytePages whether page-table entries may map 1 GiB
 */
public record AddressWidth(int bits, boolean gigabytePages) {
    private static final int EXTENDED = 0x8000_0000;
    private static final int FEATURES = 0x8000_0001;
    private static final int SIZES = 0x8000_0008;
    private static final int ENCRYPTION = 0x8000_001F;
    private static final int PAGE_1_GIB = 1 << 26;
    private static final long MEMORY_ENCRYPTION = 1 << 23;
    private static final int WITHOUT_LEAF = 36;

    /** {@return the width of this processor} */
    public static AddressWidth ofProcessor() {
        int[] registers = new int[4];
        Cpuid.execute(EXTENDED, 0, registers);
        int highest = registers[Cpuid.EAX];
        int bits = WITHOUT_LEAF;
        if (Integer.compareUnsigned(highest, SIZES) >= 0) {
            Cpuid.execute(SIZES, 0, registers);
            bits = registers[Cpuid.EAX] & 0xFF;
        }
        if (Integer.compareUnsigned(highest, ENCRYPTION) >= 0) {
            Cpuid.execute(ENCRYPTION, 0, registers);
            boolean encryption = (registers[Cpuid.EAX] & 1) != 0 && (Msrs.read(Msr.SYSCFG) & MEMORY_ENCRYPTION) != 0;
            bits -= encryption ? registers[Cpuid.EBX] >>> 6 & 0x3F : 0;
        }
        Cpuid.execute(FEATURES, 0, registers);
        return new AddressWidth(bits, (registers[Cpuid.EDX] & PAGE_1_GIB) != 0);
    }
}
