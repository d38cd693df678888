package javisor.hypervisor.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LogTest {
    @Test
    void theRingStartsWithItsSignatureAndCount() {
        LogRing ring = new LogRing();
        ring.open();
        ring.put('A');
        ring.put('B');
        byte[] header = new byte[LogRing.TEXT + 2];
        for (int i = 0; i < header.length; i++) {
            header[i] = ring.byteAt(i);
        }
        assertThat(new String(header, StandardCharsets.ISO_8859_1))
                .isEqualTo(LogRing.SIGNATURE + "\2\0\0\0\0\0\0\0" + "AB");
    }

    @Test
    void theNewestOverwriteTheOldest() {
        LogRing ring = new LogRing();
        ring.open();
        for (int i = 0; i < LogRing.CAPACITY; i++) {
            ring.put('.');
        }
        ring.put('N');
        assertThat(ring.byteAt(LogRing.TEXT)).isEqualTo((byte) 'N');
        assertThat(ring.byteAt(LogRing.TEXT + 1)).isEqualTo((byte) '.');
    }

    @Test
    void aRingNotYetOpenDropsWhatItGets() {
        LogRing ring = new LogRing();
        ring.put('x');
        ring.open();
        ring.put('y');
        assertThat(ring.byteAt(LogRing.TEXT)).isEqualTo((byte) 'y');
    }
}
