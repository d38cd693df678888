package javisor.lab;

/**
 * How a run came to its end.
 *
 * @param ending the kind of end
 * @param detail the emulator's own words, one or more lines; empty if there are none
 */
public record Outcome(Ending ending, String detail) {

    /** The ways a run can end. */
    public enum Ending {
        /** The machine switched itself off. */
        POWER_OFF("the machine powered off"),
        /** The machine reset itself; emulated machines are not started again. */
        RESET("the machine reset itself"),
        /** The time was over and the machine still ran. */
        TIMEOUT("the machine was still running when the time was over"),
        /** The run was stopped from outside. */
        STOPPED("the run was stopped"),
        /** The emulator gave up. */
        EMULATOR_FAILED("the emulator failed");

        private final String description;

        Ending(String description) {
            this.description = description;
        }
    }

    @Override
    public String toString() {
        return detail.isEmpty() ? ending.description : ending.description + ": " + detail;
    }
}
