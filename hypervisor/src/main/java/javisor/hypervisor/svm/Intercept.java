package javisor.hypervisor.svm;

/**
 * Bits of {@link VmcbControl#interceptInstructions}, the quadword at 00Ch (AMD APM vol. 2, table B-1, vectors 3 and 4): only those that
 * Javisor sets. What is not intercepted runs at full speed and behaves as the manual says without our help.
 */
final class Intercept {
    static final long NMI = 1L << 1;
    static final long INIT = 1L << 3;
    static final long CPUID = 1L << 18;
    static final long IRET = 1L << 20;
    static final long INVD = 1L << 22;
    static final long INVLPGA = 1L << 26;
    static final long MSR = 1L << 28;
    static final long SHUTDOWN = 1L << 31;
    static final long VMRUN = 1L << 32;
    static final long VMMCALL = 1L << 33;
    static final long VMLOAD = 1L << 34;
    static final long VMSAVE = 1L << 35;
    static final long STGI = 1L << 36;
    static final long CLGI = 1L << 37;
    static final long SKINIT = 1L << 38;

    private Intercept() {}
}
