package javisor.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class BochsStartTest {
    private final ScratchDirectory scratch = ScratchDirectory.create();

    @Test
    void anEmulatorThatNeverConnectsIsEnded() {
        assertThatThrownBy(() -> start(Duration.ofMillis(100), "sleep", "60"))
                .isInstanceOf(EmulatorException.class)
                .hasMessageContaining("has not connected its serial port");
        assertThat(scratch.file(".")).doesNotExist();
    }

    @Test
    void anEmulatorThatEndsBeforeItConnectsIsNotWaitedFor() {
        assertThatThrownBy(() -> start(Duration.ofMinutes(1), "sh", "-c", "echo '0000e[PLUGIN] no such plugin' >&2"))
                .isInstanceOf(EmulatorException.class)
                .hasMessage("Bochs did not start: no such plugin");
    }

    private void start(Duration connectTime, String... command) {
        BochsMachine.start(
                List.of(command), scratch, port -> "", new BochsLog(Optional.empty(), false), connectTime, line -> {});
    }
}
