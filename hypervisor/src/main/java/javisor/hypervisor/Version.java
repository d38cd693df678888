package javisor.hypervisor;

/** Which Javisor this is. */
final class Version {
    /** As in the build's project file, which a test compares. */
    static final String TEXT = "0.1.0";

    private Version() {}
}
