package javisor.lab;

/** The machine did not send what was expected: the failure of what runs in it, where {@link EmulatorException} is the emulator's. */
public final class NotSeenException extends EmulatorException {
    private static final long serialVersionUID = 1;

    NotSeenException(String message) {
        super(message);
    }
}
