package javisor.compiler.substitution;

/** Stands for {@link Error}, whose constructors in the JDK also feed its flight recorder. */
public class ErrorMessage extends ThrowableMessage {

    /** As {@link Error#Error()}. */
    public ErrorMessage() {
        super();
    }

    /** As {@link Error#Error(String)}. */
    public ErrorMessage(String message) {
        super(message);
    }

    /** As {@link Error#Error(String, Throwable)}. */
    public ErrorMessage(String message, ThrowableMessage cause) {
        super(message, cause);
    }

    /** As {@link Error#Error(Throwable)}. */
    public ErrorMessage(ThrowableMessage cause) {
        super(cause);
    }
}
