package javisor.compiler.substitution;

/**
 * Stands for {@link Throwable}: keeps the message and nothing else. The stack is walked when the panic is reported, the cause has
 * been reported before anything could wrap it.
 */
public class ThrowableMessage {
    private String detailMessage;

    /** As {@link Throwable#Throwable()}. */
    public ThrowableMessage() {
        this.detailMessage = null;
    }

    /** As {@link Throwable#Throwable(String)}. */
    public ThrowableMessage(String message) {
        this.detailMessage = message;
    }

    /** As {@link Throwable#Throwable(String, Throwable)}. */
    public ThrowableMessage(String message, ThrowableMessage cause) {
        this.detailMessage = message;
    }

    /** As {@link Throwable#Throwable(Throwable)}, without the cause's text. */
    public ThrowableMessage(ThrowableMessage cause) {
        this.detailMessage = null;
    }

    /** As {@link Throwable#getMessage}. */
    public String getMessage() {
        return detailMessage;
    }
}
