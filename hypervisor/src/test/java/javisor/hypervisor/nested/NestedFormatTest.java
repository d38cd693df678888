package javisor.hypervisor.nested;

import static org.assertj.core.api.Assertions.assertThat;

import javisor.machine.address.HostPhysical;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NestedFormatTest {
    /** Intel SDM vol. 3, tables 29-1 to 29-7: bits 2:0 read, write, execute; 5:3 type; 6 ignore PAT; 7 page. */
    @ParameterizedTest
    @CsvSource({
        "3, 0, 0x0000_0087", "3, 6, 0x0000_00B7", "2, 0, 0x0000_0087", "2, 1, 0x0000_008F", "2, 4, 0x0000_00A7",
        "2, 5, 0x0000_00AF", "2, 6, 0x0000_00B7", "1, 0, 0x0000_0007", "1, 1, 0x0000_000F", "1, 6, 0x0000_0037",
    })
    void anEptPageCarriesItsType(int level, int type, String bits) {
        EptFormat format = new EptFormat();
        long address = 0x000F_FFFF_C000_0000L;
        long expected = Long.parseLong(bits.substring(2).replace("_", ""), 16);
        long entry = format.page(address, level, type);
        assertThat(entry).isEqualTo(address | expected);
        assertThat(format.present(entry)).isTrue();
        assertThat(format.mapsPage(entry, level)).isTrue();
    }

    @Test
    void anEptTableAllowsEverythingAndHasNoType() {
        EptFormat format = new EptFormat();
        long entry = format.table(new HostPhysical(0x000F_EDCB_A987_6000L));
        assertThat(entry).isEqualTo(0x000F_EDCB_A987_6007L);
        assertThat(format.present(entry)).isTrue();
        assertThat(format.mapsPage(entry, 2)).isFalse();
        assertThat(format.tableOf(entry).rawValue()).isEqualTo(0x000F_EDCB_A987_6000L);
    }

    /** AMD APM vol. 2, figures 5-18 to 5-26: P, RW, US, PWT, PCD, A, D, PS in bits 0 to 7. */
    @Test
    void aLongModeEntryIsUsedAndOnlyUncachedIfAskedFor() {
        LongModeFormat format = new LongModeFormat();
        assertThat(format.page(0x1_4000_0000L, 3, 6)).isEqualTo(0x1_4000_00E7L);
        assertThat(format.page(0x20_0000, 2, 6)).isEqualTo(0x20_00E7);
        assertThat(format.page(0x5000, 1, 6)).isEqualTo(0x5067);
        assertThat(format.page(0x5000, 1, 0)).isEqualTo(0x507F);
        assertThat(format.table(new HostPhysical(0x7000))).isEqualTo(0x7027);
        assertThat(format.mapsPage(0x7027, 3)).isFalse();
        assertThat(format.tableOf(0x7027).rawValue()).isEqualTo(0x7000);
    }

    @Test
    void anEntryOfZeroIsNotPresent() {
        assertThat(new EptFormat().present(0)).isFalse();
        assertThat(new LongModeFormat().present(0)).isFalse();
    }
}
