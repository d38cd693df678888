package javisor.machine.x86;

/** Bits of CR4 (AMD APM vol. 2, 3.1.3; Intel SDM vol. 3, 2.5). */
public final class Cr4 {
    /** Virtual-8086 mode extensions. */
    public static final long VME = 1L << 0;

    /** Protected-mode virtual interrupts. */
    public static final long PVI = 1L << 1;

    /** Time stamp disable. */
    public static final long TSD = 1L << 2;

    /** Debugging extensions. */
    public static final long DE = 1L << 3;

    /** Page size extensions. */
    public static final long PSE = 1L << 4;

    /** Physical address extension. */
    public static final long PAE = 1L << 5;

    /** Machine-check enable. */
    public static final long MCE = 1L << 6;

    /** Page-global enable. */
    public static final long PGE = 1L << 7;

    /** Performance-counter enable. */
    public static final long PCE = 1L << 8;

    /** FXSAVE and FXRSTOR support by the operating system. */
    public static final long OSFXSR = 1L << 9;

    /** Unmasked SIMD exceptions support by the operating system. */
    public static final long OSXMMEXCPT = 1L << 10;

    /** User-mode instruction prevention. */
    public static final long UMIP = 1L << 11;

    /** 57-bit linear addresses. */
    public static final long LA57 = 1L << 12;

    /** VMX enable (Intel). */
    public static final long VMXE = 1L << 13;

    /** SMX enable (Intel). */
    public static final long SMXE = 1L << 14;

    /** RDFSBASE and its kin. */
    public static final long FSGSBASE = 1L << 16;

    /** Process-context identifiers. */
    public static final long PCIDE = 1L << 17;

    /** XSAVE support by the operating system. */
    public static final long OSXSAVE = 1L << 18;

    /** Supervisor-mode execution prevention. */
    public static final long SMEP = 1L << 20;

    /** Supervisor-mode access prevention. */
    public static final long SMAP = 1L << 21;

    /** Protection keys for user pages. */
    public static final long PKE = 1L << 22;

    /** Control-flow enforcement. */
    public static final long CET = 1L << 23;

    private Cr4() {}
}
