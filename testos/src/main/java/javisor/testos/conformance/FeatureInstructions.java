package javisor.testos.conformance;

import javisor.machine.annotation.AssemblyFunction;

/** The functions of conformance.S for instructions that not every processor has; what they raise is in {@link Attempt}. */
final class FeatureInstructions {
    private FeatureInstructions() {}

    /** RDTSCP. */
    @AssemblyFunction(symbol = "conformance_rdtscp")
    static void rdtscp(long operand) {
        throw Instructions.onMetalOnly();
    }

    /** RDRAND. */
    @AssemblyFunction(symbol = "conformance_rdrand")
    static void rdrand(long operand) {
        throw Instructions.onMetalOnly();
    }

    /** RDSEED. */
    @AssemblyFunction(symbol = "conformance_rdseed")
    static void rdseed(long operand) {
        throw Instructions.onMetalOnly();
    }

    /** RDPID. */
    @AssemblyFunction(symbol = "conformance_rdpid")
    static void rdpid(long operand) {
        throw Instructions.onMetalOnly();
    }

    /** RDFSBASE. */
    @AssemblyFunction(symbol = "conformance_rdfsbase")
    static void rdfsbase(long operand) {
        throw Instructions.onMetalOnly();
    }

    /** RDPKRU, ECX = 0. */
    @AssemblyFunction(symbol = "conformance_rdpkru")
    static void rdpkru(long unused, long key) {
        throw Instructions.onMetalOnly();
    }

    /** CRC32. */
    @AssemblyFunction(symbol = "conformance_crc32")
    static void crc32(long operand) {
        throw Instructions.onMetalOnly();
    }

    /** POPCNT. */
    @AssemblyFunction(symbol = "conformance_popcnt")
    static void popcnt(long operand) {
        throw Instructions.onMetalOnly();
    }

    /** TZCNT. */
    @AssemblyFunction(symbol = "conformance_tzcnt")
    static void tzcnt(long operand) {
        throw Instructions.onMetalOnly();
    }

    /** LZCNT. */
    @AssemblyFunction(symbol = "conformance_lzcnt")
    static void lzcnt(long operand) {
        throw Instructions.onMetalOnly();
    }

    /** ANDN. */
    @AssemblyFunction(symbol = "conformance_andn")
    static void andn(long operand) {
        throw Instructions.onMetalOnly();
    }

    /** PDEP. */
    @AssemblyFunction(symbol = "conformance_pdep")
    static void pdep(long operand) {
        throw Instructions.onMetalOnly();
    }

    /** ADCX. */
    @AssemblyFunction(symbol = "conformance_adcx")
    static void adcx(long operand) {
        throw Instructions.onMetalOnly();
    }

    /** CLFLUSHOPT of {@code operand}. */
    @AssemblyFunction(symbol = "conformance_clflushopt")
    static void clflushopt(long operand) {
        throw Instructions.onMetalOnly();
    }

    /** CLWB of {@code operand}. */
    @AssemblyFunction(symbol = "conformance_clwb")
    static void clwb(long operand) {
        throw Instructions.onMetalOnly();
    }

    /** MOVBE from {@code operand}. */
    @AssemblyFunction(symbol = "conformance_movbe")
    static void movbe(long operand) {
        throw Instructions.onMetalOnly();
    }

    /** CMPXCHG16B at {@code operand}. */
    @AssemblyFunction(symbol = "conformance_cmpxchg16b")
    static void cmpxchg16b(long operand) {
        throw Instructions.onMetalOnly();
    }

    /** INVPCID of the descriptor at {@code descriptor}. */
    @AssemblyFunction(symbol = "conformance_invpcid")
    static void invpcid(long descriptor, long type) {
        throw Instructions.onMetalOnly();
    }
}
