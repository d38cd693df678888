package javisor.machine.hosted;

import javisor.machine.annotation.HostedOnly;

/**
 * The machine as intrinsics see it on the JVM. The simulator implements it in full; a test that needs only ports overrides only
 * ports. Every default refuses, so that an unforeseen access is a test failure and never a silent zero.
 */
@HostedOnly(reason = "on metal the compiler replaces the intrinsics")
public interface Platform {

    /** {@return {@code size} (1, 2, 4 or 8) bytes at a host-virtual address, little-endian, zero-extended} */
    default long readMemory(long hostVirtual, int size) {
        throw refused("read of memory at 0x" + Long.toHexString(hostVirtual));
    }

    /** Stores the low {@code size} (1, 2, 4 or 8) bytes of {@code value} at a host-virtual address, little-endian. */
    default void writeMemory(long hostVirtual, int size, long value) {
        throw refused("write of memory at 0x" + Long.toHexString(hostVirtual));
    }

    /** {@return what IN of {@code size} (1, 2 or 4) bytes gives, zero-extended} */
    default int in(int port, int size) {
        throw refused("IN from port 0x" + Integer.toHexString(port));
    }

    /** OUT of the low {@code size} (1, 2 or 4) bytes of {@code value}. */
    default void out(int port, int size, int value) {
        throw refused("OUT to port 0x" + Integer.toHexString(port));
    }

    /** RDMSR. */
    default long readMsr(int msr) {
        throw refused("RDMSR 0x" + Integer.toHexString(msr));
    }

    /** WRMSR. */
    default void writeMsr(int msr, long value) {
        throw refused("WRMSR 0x" + Integer.toHexString(msr));
    }

    /** CPUID: {@code registers} receives EAX, EBX, ECX, EDX. */
    default void cpuid(int leaf, int subleaf, int[] registers) {
        throw refused("CPUID 0x" + Integer.toHexString(leaf));
    }

    /** {@return control register CR{@code number}} */
    default long readControlRegister(int number) {
        throw refused("read of CR" + number);
    }

    /** Loads control register CR{@code number}. */
    default void writeControlRegister(int number, long value) {
        throw refused("write of CR" + number);
    }

    /** {@return the field of the current VMCS that {@code encoding} names} */
    default long vmread(long encoding) {
        throw refused("VMREAD 0x" + Long.toHexString(encoding));
    }

    /** VMWRITE to a field of the current VMCS; {@return whether it failed} */
    default boolean vmwrite(long encoding, long value) {
        throw refused("VMWRITE 0x" + Long.toHexString(encoding));
    }

    /** Any other instruction of {@code javisor.machine.instruction}, by its mnemonic; {@return its result, 0 if it has none} */
    default long execute(String mnemonic, long operand) {
        throw refused(mnemonic);
    }

    private static UnsupportedOperationException refused(String what) {
        return new UnsupportedOperationException(what + ": this platform does not model it");
    }
}
