package javisor.machine.trace;

import static org.assertj.core.api.Assertions.assertThat;

import javisor.machine.console.CharacterSink;
import javisor.machine.console.Console;
import org.junit.jupiter.api.Test;

class PanicTextTest {

    @Test
    void aThrownExceptionPrintsAsItsToString() {
        Throwable cause = new IllegalStateException("no memory map");

        assertThat(print(cause)).isEqualTo(cause.toString());
    }

    @Test
    void anExceptionWithoutMessagePrintsItsClass() {
        assertThat(print(new NullPointerException())).isEqualTo("java.lang.NullPointerException");
    }

    private static String print(Throwable cause) {
        StringBuilder text = new StringBuilder();
        PanicText.print(new Console("", new CharacterSink[] {c -> text.append((char) c)}), cause);
        return text.toString();
    }
}
