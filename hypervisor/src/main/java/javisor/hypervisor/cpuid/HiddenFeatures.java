package javisor.hypervisor.cpuid;

import javisor.hypervisor.virtualisation.GuestRegisters;

/** Bits of one CPUID answer that the guest does not see. */
final class HiddenFeatures {
    private final int[] bits = new int[4];
    private boolean some;

    HiddenFeatures() {}

    /** Hides {@code more} in the register with this index. */
    void add(int register, int more) {
        bits[register] |= more;
        some |= more != 0;
    }

    /** Clears them in the answer; {@return EAX without those of EAX} */
    long remove(long eax, GuestRegisters registers) {
        if (some) {
            registers.rbx(registers.rbx() & ~bits[1]);
            registers.rcx(registers.rcx() & ~bits[2]);
            registers.rdx(registers.rdx() & ~bits[3]);
        }
        return eax & ~bits[0];
    }
}
