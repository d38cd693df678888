package javisor.stick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import javisor.compiler.CompilationException;
import javisor.firmware.BootSectorKind;
import javisor.firmware.BootSectorLayout;
import javisor.firmware.LowMemory;
import javisor.firmware.PayloadHeader;
import org.junit.jupiter.api.Test;

class StickImageTest {
    private static final byte[] PAYLOAD = payload(5000);
    private static final StickSettings SETTINGS = StickSettings.NONE.with("vendor", "JavisorJavis");
    static final byte[] IMAGE = stick();
    static final StickLayout LAYOUT = StickLayout.of(IMAGE);

    @Test
    void theSameInputGivesTheSameBytes() throws CompilationException {
        assertThat(StickImage.build(DiskKind.STICK, PAYLOAD, 8192, SETTINGS)).isEqualTo(IMAGE);
    }

    @Test
    void partsAreReadBack() {
        assertThat(Arrays.copyOfRange(IMAGE, LAYOUT.payloadOffset(), LAYOUT.payloadOffset() + LAYOUT.payloadBytes()))
                .isEqualTo(PAYLOAD);
        assertThat(LAYOUT.payloadMemoryBytes()).isEqualTo(8192);
        assertThat(LAYOUT.settings(IMAGE)).isEqualTo(SETTINGS);
        assertThat(LAYOUT.headerOffset() % 512).isZero();
        assertThat(LAYOUT.settingsOffset() % 512).isZero();
    }

    @Test
    void theOnlyPartitionIsActiveAlignedAndSpansTheRestOfTheImage() {
        ByteBuffer disk = ByteBuffer.wrap(IMAGE).order(ByteOrder.LITTLE_ENDIAN);
        int entry = BootSectorLayout.PARTITION_TABLE;
        assertThat(disk.get(entry)).isEqualTo((byte) 0x80);
        assertThat(disk.get(entry + 4)).isEqualTo((byte) 0xDA);
        assertThat(disk.getInt(entry + 8)).isEqualTo(2048);
        assertThat((disk.getInt(entry + 8) + disk.getInt(entry + 12)) * 512).isEqualTo(IMAGE.length);
        assertThat(Arrays.copyOfRange(IMAGE, entry + 16, entry + 64)).containsOnly(0);
        assertThat(disk.getShort(510)).isEqualTo((short) 0xAA55);
        assertThat(LAYOUT.loaderOffset()).isEqualTo(2048 * 512);
    }

    @Test
    void theBootSectorBeginsWithAJumpOverTheParameterBlock() {
        assertThat(Arrays.copyOf(IMAGE, 3)).containsExactly(0xEB, 0x59, 0x90);
        assertThat(Arrays.copyOfRange(IMAGE, 3, 0x5B)).containsOnly(0);
    }

    @Test
    void kindsDifferInKindAndDiskSignatureOnly() throws CompilationException {
        byte[] testOs = StickImage.build(DiskKind.TEST_OS, PAYLOAD, 8192, SETTINGS);
        assertThat(testOs[BootSectorLayout.KIND]).isEqualTo((byte) BootSectorKind.OPERATING_SYSTEM);
        assertThat(ByteBuffer.wrap(testOs).order(ByteOrder.LITTLE_ENDIAN).getInt(BootSectorLayout.DISK_SIGNATURE))
                .isEqualTo(BootSectorKind.OPERATING_SYSTEM_SIGNATURE);
        System.arraycopy(IMAGE, BootSectorLayout.KIND, testOs, BootSectorLayout.KIND, 5);
        assertThat(testOs).isEqualTo(IMAGE);
    }

    @Test
    void theLoaderKeepsItsBudget() {
        assertThat(LAYOUT.loaderBytes()).isLessThanOrEqualTo(LowMemory.LOADER_BYTES);
    }

    @Test
    void otherSettingsChangeNothingElse() {
        StickSettings other = StickSettings.NONE.with("boot-drive", "swap");
        byte[] changed = StickImage.withSettings(IMAGE, other);
        assertThat(LAYOUT).isEqualTo(StickLayout.of(changed));
        assertThat(LAYOUT.settings(changed)).isEqualTo(other);
        assertThat(StickImage.withSettings(changed, SETTINGS)).isEqualTo(IMAGE);
    }

    @Test
    void imagesThatAreNotOursAreRefused() {
        byte[] cut = Arrays.copyOf(IMAGE, LAYOUT.settingsOffset());
        byte[] header = IMAGE.clone();
        header[LAYOUT.headerOffset() + PayloadHeader.MAGIC]++;
        for (byte[] image : List.of(new byte[0], new byte[4096], Arrays.copyOf(IMAGE, 512), cut, header)) {
            assertThatThrownBy(() -> StickLayout.of(image)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aPayloadThatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> StickImage.build(DiskKind.STICK, PAYLOAD, LowMemory.PAYLOAD_BYTES + 4096, SETTINGS))
                .hasMessageContaining("327680");
        assertThatThrownBy(() -> StickImage.build(DiskKind.STICK, PAYLOAD, 4096, SETTINGS))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] stick() {
        try {
            return StickImage.build(DiskKind.STICK, PAYLOAD, 8192, SETTINGS);
        } catch (CompilationException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] payload(int length) {
        byte[] payload = new byte[length];
        for (int i = 0; i < length; i++) {
            payload[i] = (byte) (i * 31);
        }
        return payload;
    }
}
