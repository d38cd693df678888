package javisor.compiler.substitution;

/** Stands for {@link AssertionError}: its message is kept if it is a string. */
public class AssertionMessage extends ErrorMessage {

    /** As {@link AssertionError#AssertionError()}. */
    public AssertionMessage() {
        super();
    }

    /** As {@link AssertionError#AssertionError(Object)} for a string; anything else leaves no message. */
    public AssertionMessage(Object detail) {
        super(detail instanceof String text ? text : null);
    }

    /** As {@link AssertionError#AssertionError(String, Throwable)}. */
    public AssertionMessage(String message, ThrowableMessage cause) {
        super(message, cause);
    }
}
