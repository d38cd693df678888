package javisor.machine.console;

import static org.assertj.core.api.Assertions.assertThat;

import javisor.machine.BytePlatform;
import javisor.machine.address.HostPhysical;
import javisor.machine.hosted.Hosted;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TextScreenTest {
    private final Vga vga = new Vga();
    private final TextScreen screen = new TextScreen();

    @BeforeEach
    void textMode() {
        Hosted.set(vga);
        vga.store(0x449, new byte[] {3});
        vga.store(0x44A, new byte[] {80, 0});
        vga.store(0x484, new byte[] {24});
    }

    @AfterEach
    void noPlatform() {
        Hosted.set(null);
    }

    @Test
    void writesBelowWhatTheBiosPrintedAndGivesTheCursorBack() {
        vga.cursor(2 * 80);
        assertThat(screen.open()).isTrue();
        print("ab\nc");
        assertThat(row(2)).isEqualTo("ab");
        assertThat(row(3)).isEqualTo("c");
        assertThat(vga.crtc[0x0E] << 8 | vga.crtc[0x0F]).isEqualTo(3 * 80 + 1);
        assertThat(new HostPhysical(0x450).toVirtual().readShort(0)).isEqualTo((short) (3 << 8 | 1));
    }

    @Test
    void scrollsAtTheLastRow() {
        vga.cursor(23 * 80);
        screen.open();
        print("one\ntwo\nthree");
        assertThat(row(22)).isEqualTo("one");
        assertThat(row(23)).isEqualTo("two");
        assertThat(row(24)).isEqualTo("three");
    }

    @Test
    void wrapsALongLine() {
        screen.open();
        print("x".repeat(81));
        assertThat(row(0)).isEqualTo("x".repeat(80));
        assertThat(row(1)).isEqualTo("x");
    }

    @Test
    void followsAPageThatDoesNotStartAtZero() {
        vga.crtc[0x0C] = 0x08;
        vga.cursor(0x800);
        screen.open();
        print("p");
        assertThat(new HostPhysical(0xB8000).toVirtual().readByte(0x1000)).isEqualTo((byte) 'p');
    }

    @Test
    void leavesOtherModesAlone() {
        vga.store(0x449, new byte[] {0x12});
        assertThat(screen.open()).isFalse();
        print("nothing");
        assertThat(row(0)).isEmpty();
    }

    @Test
    void leavesAGraphicsModeTheBiosDoesNotKnowOfAlone() {
        vga.miscellaneous = 1;
        assertThat(screen.open()).isFalse();
    }

    private void print(String text) {
        text.chars().forEach(screen::put);
    }

    private static String row(int row) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 80; i++) {
            text.append((char) new HostPhysical(0xB8000).toVirtual().readByte((row * 80L + i) * 2));
        }
        return text.toString().replace('\0', ' ').stripTrailing();
    }

    private static final class Vga extends BytePlatform {
        private final int[] crtc = new int[256];
        private int index;
        private int miscellaneous;

        private void cursor(int cell) {
            crtc[0x0E] = cell >>> 8;
            crtc[0x0F] = cell & 0xFF;
        }

        @Override
        public int in(int port, int size) {
            return port == 0x3CF ? miscellaneous : crtc[index];
        }

        @Override
        public void out(int port, int size, int value) {
            if (port == 0x3D4) {
                index = value;
            } else if (port == 0x3D5) {
                crtc[index] = value;
            }
        }
    }
}
