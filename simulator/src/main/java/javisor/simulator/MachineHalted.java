package javisor.simulator;

/** The processor executed HLT, or the machine was reset: resident code does not go on from there. */
public final class MachineHalted extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** An end of the machine, because of {@code what}. */
    public MachineHalted(String what) {
        super(what);
    }
}
