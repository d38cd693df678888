package javisor.compiler.frontend;

/** Ends the translation of a method whose problem has been reported. */
final class AlreadyReported extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AlreadyReported() {
        super("already reported");
    }
}
