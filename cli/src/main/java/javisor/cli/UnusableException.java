package javisor.cli;

/** What the user asked for cannot be done as asked; the message is one line that says why and what would do. */
final class UnusableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnusableException(String message) {
        super(message);
    }
}
