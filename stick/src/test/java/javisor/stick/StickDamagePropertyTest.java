package javisor.stick;

import static javisor.stick.StickImageTest.IMAGE;
import static javisor.stick.StickImageTest.LAYOUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class StickDamagePropertyTest {
    @Property(tries = 300)
    void anyFlippedBitOfLoaderHeaderPayloadOrSettingsIsFound(
            @ForAll @IntRange(min = 0, max = 7) int bit, @ForAll @IntRange(min = 0, max = 20000) int place) {
        int end = LAYOUT.settingsOffset() + LAYOUT.settingsBytes();
        int offset = LAYOUT.loaderOffset() + place % (end - LAYOUT.loaderOffset());
        boolean padding = offset >= LAYOUT.loaderOffset() + LAYOUT.loaderBytes() && offset < LAYOUT.headerOffset();
        byte[] damaged = IMAGE.clone();
        damaged[offset] ^= (byte) (1 << bit);
        if (padding) {
            assertThat(StickLayout.of(damaged)).isEqualTo(LAYOUT);
        } else {
            assertThatThrownBy(() -> StickLayout.of(damaged))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("damaged");
        }
    }
}
