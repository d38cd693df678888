package javisor.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PageWalkTest {
    private final PhysicalMemory memory = new PhysicalMemory(1 << 20);

    @BeforeEach
    void tables() {
        memory.write(0x1000, 8, 0x2007);
        memory.write(0x2000, 8, 0x3007);
        memory.write(0x2008, 8, 0x4000_0087L);
        memory.write(0x3000, 8, 0x4007);
        memory.write(0x3008, 8, 0x0020_009FL);
        memory.write(0x4000 + 8, 8, 0x8000_0000_0000_5005L);
    }

    @Test
    void eachPageSizeIsFound() {
        assertThat(walk(0x1234)).isEqualTo(new PageWalk(0x5234, 0x1000, false, true, false, 0));
        assertThat(walk(0x20_1234)).isEqualTo(new PageWalk(0x20_1234, 0x20_0000, true, true, true, 3));
        assertThat(walk(0x4000_0000)).isEqualTo(new PageWalk(0x4000_0000, 0x4000_0000, true, true, true, 0));
    }

    @Test
    void whatIsNotPresentIsNull() {
        assertThat(walk(0)).isNull();
        assertThat(walk(1L << 39)).isNull();
    }

    @Test
    void reservedBitsFault() {
        memory.write(0x2010, 8, 0x8020_0087L);
        assertThatThrownBy(() -> walk(0x8000_0000L)).hasMessageContaining("reserved bits");
        memory.write(0x2010, 8, 1L << 45 | 0x87);
        assertThatThrownBy(() -> walk(0x8000_0000L)).hasMessageContaining("reserved bits");
    }

    private PageWalk walk(long address) {
        return PageWalk.of(memory, 0x1000, address, 40);
    }
}
