package javisor.lab.matrix;

/**
 * A place in the matrix.
 *
 * @param guest its row
 * @param platform what it runs on
 * @param cpus number of processors
 */
public record Cell(Guest guest, Platform platform, int cpus) {

    /** {@return a name for files and for people} */
    public String name() {
        return guest.id() + "-" + platform.id() + "-" + cpus;
    }

    /** {@return what must happen on the bare machine} */
    public Expectation expectation() {
        return guest.expectation(platform, cpus);
    }
}
