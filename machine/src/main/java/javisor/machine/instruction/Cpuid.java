package javisor.machine.instruction;

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
}
