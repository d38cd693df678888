package javisor.lab;

/**
 * Something the lab needs is not there: a program, a file, the network, room on a disk. The message is one line for the
 * user and ends with what to do next.
 */
public final class MissingPartException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Says what is missing and what to do about it. */
    public MissingPartException(String message) {
        super(message);
    }

    /** Says what is missing and what to do about it, keeping the failure that showed it. */
    public MissingPartException(String message, Throwable cause) {
        super(message, cause);
    }
}
