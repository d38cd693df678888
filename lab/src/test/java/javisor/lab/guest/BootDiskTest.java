package javisor.lab.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BootDiskTest {
    @Test
    void masterBootRecordKeepsTheBootCodeAndDescribesOneActivePartition() {
        byte[] bootCode = new byte[512];
        Arrays.fill(bootCode, (byte) 0x11);

        ByteBuffer sector = BootDisk.masterBootRecord(bootCode, 2048 + 0x12345, 0);

        assertThat(sector.get(0)).isEqualTo((byte) 0x11);
        assertThat(sector.get(439)).isEqualTo((byte) 0x11);
        assertThat(sector.get(446)).as("active").isEqualTo((byte) 0x80);
        assertThat(sector.get(450)).as("type").isEqualTo((byte) 0xEF);
        assertThat(sector.getInt(454)).as("first sector").isEqualTo(2048);
        assertThat(sector.getInt(458)).as("sectors").isEqualTo(0x12345);
        assertThat(sector.get(462)).as("second entry").isZero();
        assertThat(sector.getShort(510)).isEqualTo((short) 0xAA55);
    }

    @Test
    void linuxPartitionFollowsTheBootPartition() {
        ByteBuffer sector = BootDisk.masterBootRecord(new byte[512], 0x18000, 0x200000);

        assertThat(sector.getInt(458)).as("sectors of the first").isEqualTo(0x18000 - 2048);
        assertThat(sector.get(462)).as("not active").isZero();
        assertThat(sector.get(466)).as("type").isEqualTo((byte) 0x83);
        assertThat(sector.getInt(470)).as("first sector").isEqualTo(0x18000);
        assertThat(sector.getInt(474)).as("sectors").isEqualTo(0x200000);
        assertThat(sector.get(482)).as("third entry").isZero();
    }
}
