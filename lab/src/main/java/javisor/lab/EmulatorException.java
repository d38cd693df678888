package javisor.lab;

/** The emulator did not do what it was asked; the message says what, in the emulator's words where it has any. */
public sealed class EmulatorException extends RuntimeException permits NotSeenException {
    private static final long serialVersionUID = 1;

    /** Says what went wrong. */
    public EmulatorException(String message) {
        super(message);
    }

    /** Says what went wrong, keeping the failure that showed it. */
    public EmulatorException(String message, Throwable cause) {
        super(message, cause);
    }
}
