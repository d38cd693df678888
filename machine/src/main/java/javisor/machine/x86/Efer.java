package javisor.machine.x86;

/** Bits of MSR EFER (AMD APM vol. 2, 3.1.7; Intel SDM vol. 3, 2.2.1). */
public final class Efer {
    /** System-call extensions. */
    public static final long SCE = 1L << 0;

    /** Long mode enable. */
    public static final long LME = 1L << 8;

    /** Long mode active. */
    public static final long LMA = 1L << 10;

    /** No-execute enable. */
    public static final long NXE = 1L << 11;

    /** Secure virtual machine enable. */
    public static final long SVME = 1L << 12;

    /** Long-mode segment-limit enable. */
    public static final long LMSLE = 1L << 13;

    /** Fast FXSAVE and FXRSTOR. */
    public static final long FFXSR = 1L << 14;

    /** Translation-cache extension. */
    public static final long TCE = 1L << 15;

    /** MCOMMIT enable. */
    public static final long MCOMMIT = 1L << 17;

    /** Interruptible WBINVD. */
    public static final long INTWB = 1L << 18;

    /** Upper-address ignore enable. */
    public static final long UAIE = 1L << 20;

    /** Automatic IBRS enable. */
    public static final long AIBRSE = 1L << 21;

    private Efer() {}
}
