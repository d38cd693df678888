package javisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javisor.lab.EmulatorException;
import org.junit.jupiter.api.Test;

class KeyboardTest {
    private static final String TYPED = "uname -a\nexit\n".repeat(100);

    @Test
    void passesOnAllThatIsTyped() throws InterruptedException {
        StringBuilder received = new StringBuilder();
        assertThat(type(received::append).join(Duration.ofSeconds(10))).isTrue();
        assertThat(received.toString()).isEqualTo(TYPED);
    }

    @Test
    void endsQuietlyWhenTheGuestHasGone() throws InterruptedException {
        Thread keyboard = type(text -> {
            throw new EmulatorException("gone");
        });
        assertThat(keyboard.join(Duration.ofSeconds(10))).isTrue();
    }

    private static Thread type(java.util.function.Consumer<String> guest) {
        return Keyboard.connect(new ByteArrayInputStream(TYPED.getBytes(StandardCharsets.ISO_8859_1)), guest);
    }
}
