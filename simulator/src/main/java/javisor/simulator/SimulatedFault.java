package javisor.simulator;

/** An exception the processor raises: what would enter the IDT on metal ends a test here. */
public final class SimulatedFault extends RuntimeException {
    /** Invalid opcode. */
    public static final int UD = 6;

    /** General protection. */
    public static final int GP = 13;

    /** Page fault. */
    public static final int PF = 14;

    private static final long serialVersionUID = 1;

    private final int vector;

    /** An exception with {@code vector}, raised by {@code what}. */
    public SimulatedFault(int vector, String what) {
        super("exception " + vector + ": " + what);
        this.vector = vector;
    }

    /** {@return the vector} */
    public int vector() {
        return vector;
    }
}
