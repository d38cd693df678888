package javisor.machine.instruction;

import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.Intrinsic;
import javisor.machine.hosted.Hosted;

/** The CPUID instruction (AMD APM vol. 3, appendix D; Intel SDM vol. 2, "CPUID"). */
public final class Cpuid {
    /** Index of EAX in the result. */
    public static final int EAX = 0;
    /** Index of EBX in the result. */
    public static final int EBX = 1;
    /** Index of ECX in the result. */
    public static final int ECX = 2;
    /** Index of EDX in the result. */
    public static final int EDX = 3;

    private Cpuid() {}

    /**
     * Executes CPUID with EAX = {@code leaf} and ECX = {@code subleaf}.
     *
     * @param registers receives EAX, EBX, ECX, EDX; at least four elements, checked as four array stores are
     */
    @Intrinsic
    public static void execute(int leaf, int subleaf, int[] registers) {
        Hosted.platform().cpuid(leaf, subleaf, registers);
    }

    /**
     * Executes CPUID without going through an array: ECX, EDX and EBX go, zero-extended, to three consecutive quadwords.
     *
     * @param results where they go
     * @return EAX, zero-extended
     */
    @Intrinsic
    public static long executeInto(int leaf, int subleaf, HostVirtual results) {
        int[] registers = new int[4];
        Hosted.platform().cpuid(leaf, subleaf, registers);
        results.writeLong(0, Integer.toUnsignedLong(registers[ECX]));
        results.writeLong(8, Integer.toUnsignedLong(registers[EDX]));
        results.writeLong(16, Integer.toUnsignedLong(registers[EBX]));
        return Integer.toUnsignedLong(registers[EAX]);
    }
}
