package javisor.cli;

/** A guest, or Javisor under it, did not do its work; the message is one line that says what is missing. */
final class GuestFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    GuestFailedException(String message) {
        super(message);
    }
}
