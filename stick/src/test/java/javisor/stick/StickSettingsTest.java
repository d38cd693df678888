package javisor.stick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StickSettingsTest {
    @Test
    void linesAreInAlphabeticalOrderWhateverTheOrderOfSetting() {
        StickSettings settings = StickSettings.NONE
                .with("vendor", "JavisorJavis")
                .with("brand", "A B")
                .with("brand", "C = D");
        assertThat(new String(settings.block(), StandardCharsets.US_ASCII))
                .startsWith("brand=C = D\nvendor=JavisorJavis\n\0")
                .hasSize(StickSettings.BLOCK_BYTES);
        assertThat(StickSettings.parse(settings.block())).isEqualTo(settings);
    }

    @Test
    void aBlockEditedByHandIsRead() {
        byte[] block = "# comment\r\n vendor = x\r\nnonsense\nbrand=\n".getBytes(StandardCharsets.US_ASCII);
        assertThat(StickSettings.parse(block).values()).isEqualTo(Map.of("vendor", "x", "brand", ""));
    }

    @Test
    void whatTheBlockCannotHoldIsRefused() {
        assertThatThrownBy(() -> StickSettings.NONE.with("brand", "x".repeat(5000)))
                .hasMessageContaining("4096");
        assertThatThrownBy(() -> StickSettings.NONE.with("brand", "two\nlines")).hasMessageContaining("brand");
        assertThatThrownBy(() -> StickSettings.NONE.with("", "x")).hasMessageContaining("key");
        assertThatThrownBy(() -> StickSettings.NONE.with("a=b", "x")).hasMessageContaining("key");
    }
}
