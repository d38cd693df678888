package javisor.machine.x86;

/** Bits of RFLAGS (AMD APM vol. 2, 3.1.6; Intel SDM vol. 1, 3.4.3). */
public final class Rflags {
    /** Carry. */
    public static final long CF = 1L << 0;

    /** Always 1. */
    public static final long RESERVED = 1L << 1;

    /** Parity. */
    public static final long PF = 1L << 2;

    /** Auxiliary carry. */
    public static final long AF = 1L << 4;

    /** Zero. */
    public static final long ZF = 1L << 6;

    /** Sign. */
    public static final long SF = 1L << 7;

    /** Trap. */
    public static final long TF = 1L << 8;

    /** Interrupt enable. */
    public static final long IF = 1L << 9;

    /** Direction. */
    public static final long DF = 1L << 10;

    /** Overflow. */
    public static final long OF = 1L << 11;

    /** I/O privilege level, two bits. */
    public static final long IOPL = 3L << 12;

    /** Nested task. */
    public static final long NT = 1L << 14;

    /** Resume. */
    public static final long RF = 1L << 16;

    /** Virtual-8086 mode. */
    public static final long VM = 1L << 17;

    /** Alignment check, or access control with SMAP. */
    public static final long AC = 1L << 18;

    /** Virtual interrupt. */
    public static final long VIF = 1L << 19;

    /** Virtual interrupt pending. */
    public static final long VIP = 1L << 20;

    /** CPUID exists. */
    public static final long ID = 1L << 21;

    private Rflags() {}
}
