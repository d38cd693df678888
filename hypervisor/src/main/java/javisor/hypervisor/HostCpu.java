package javisor.hypervisor;

import javisor.machine.instruction.Cpuid;

/** What CPUID says about the processor Javisor itself runs on, as far as the boot needs it. */
final class HostCpu {
    private static final int GENU = 0x756E_6547;
    private static final int INEI = 0x4965_6E69;
    private static final int NTEL = 0x6C65_746E;
    private static final int EXTENDED = 0x8000_0000;
    private static final int EXTENDED_FEATURES = 0x8000_0001;
    private static final int ADDRESS_SIZES = 0x8000_0008;
    private static final int STRUCTURED_FEATURES = 7;

    private final int[] registers = new int[4];

    /** {@return whether it is Intel's} */
    boolean intel() {
        Cpuid.execute(0, 0, registers);
        return registers[Cpuid.EBX] == GENU && registers[Cpuid.EDX] == INEI && registers[Cpuid.ECX] == NTEL;
    }

    /** {@return whether CR4.OSXSAVE may be set} */
    boolean xsave() {
        return bit(1, Cpuid.ECX, 26);
    }

    /** {@return whether it reports machine checks} */
    boolean machineCheck() {
        return bit(1, Cpuid.EDX, 7);
    }

    /** {@return whether it has supervisor-mode execution prevention} */
    boolean smep() {
        return bit(STRUCTURED_FEATURES, Cpuid.EBX, 7);
    }

    /** {@return whether it has supervisor-mode access prevention} */
    boolean smap() {
        return bit(STRUCTURED_FEATURES, Cpuid.EBX, 20);
    }

    /** {@return whether it has user-mode instruction prevention} */
    boolean umip() {
        return bit(STRUCTURED_FEATURES, Cpuid.ECX, 2);
    }

    /** {@return whether it has no-execute pages} */
    boolean noExecute() {
        return bit(EXTENDED_FEATURES, Cpuid.EDX, 20);
    }

    /** {@return whether it has pages of 1 GiB} */
    boolean gigabytePages() {
        return bit(EXTENDED_FEATURES, Cpuid.EDX, 26);
    }

    /** {@return how many bits of physical addresses it has} */
    int physicalAddressBits() {
        return has(ADDRESS_SIZES) ? registers[Cpuid.EAX] & 0xFF : 36;
    }

    private boolean bit(int leaf, int register, int bit) {
        return has(leaf) && (registers[register] >>> bit & 1) != 0;
    }

    /** Executes CPUID with {@code leaf} if the processor has it. */
    private boolean has(int leaf) {
        Cpuid.execute(leaf & EXTENDED, 0, registers);
        if (Integer.compareUnsigned(registers[Cpuid.EAX], leaf) < 0) {
            return false;
        }
        Cpuid.execute(leaf, 0, registers);
        return true;
    }
}
