package javisor.testos.conformance;

import javisor.machine.instruction.Cpuid;

/** What CPUID shows of the processor (AMD APM vol. 3, appendix E; Intel SDM vol. 2, "CPUID"). */
final class Shown {
    private static final int[] REGISTERS = new int[4];
    private static final int EXTENDED = 0x8000_0000;

    private Shown() {}

    /** {@return bit {@code bit} of a register of a leaf, false beyond the highest leaf} */
    static boolean feature(int leaf, int register, int bit) {
        return (register(leaf, 0, register) >>> bit & 1) != 0;
    }

    /** {@return a register of a leaf, 0 beyond the highest leaf} */
    static int register(int leaf, int subleaf, int register) {
        return Integer.compareUnsigned(leaf, highest(leaf & EXTENDED)) > 0 ? 0 : raw(leaf, subleaf, register);
    }

    /** {@return the highest leaf of the range that starts at {@code base}} */
    static int highest(int base) {
        return raw(base, 0, Cpuid.EAX);
    }

    /** {@return whether AMD-V is shown} */
    static boolean svm() {
        return feature(0x8000_0001, Cpuid.ECX, 2);
    }

    /** {@return whether VT-x is shown} */
    static boolean vmx() {
        return feature(1, Cpuid.ECX, 5);
    }

    /** {@return whether CR8 can be named by LOCK MOV CR0, as on AMD's processors only; vendor strings may be a policy's} */
    static boolean amd() {
        return feature(0x8000_0001, Cpuid.ECX, 4);
    }

    private static int raw(int leaf, int subleaf, int register) {
        Cpuid.execute(leaf, subleaf, REGISTERS);
        return REGISTERS[register];
    }
}
