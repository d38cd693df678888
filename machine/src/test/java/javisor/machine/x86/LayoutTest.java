package javisor.machine.x86;

import static org.assertj.core.api.Assertions.assertThat;

import javisor.machine.BytePlatform;
import javisor.machine.address.HostPhysical;
import javisor.machine.address.HostVirtual;
import javisor.machine.hosted.Hosted;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each layout against the figures of AMD APM vol. 2. */
class LayoutTest {
    private final HostVirtual place = new HostPhysical(0x1000).toVirtual();

    @BeforeEach
    void memory() {
        Hosted.set(new BytePlatform());
    }

    @AfterEach
    void noPlatform() {
        Hosted.set(null);
    }

    @ParameterizedTest
    @CsvSource({"1, 12", "2, 21", "3, 30", "4, 39"})
    void aPageTableIndexIsNineBitsOfTheAddress(int level, int shift) {
        assertThat(PageTableEntry.pageBytes(level)).isEqualTo(1L << shift);
        assertThat(PageTableEntry.index(0x1A5L << shift, level)).isEqualTo(0x1A5);
        assertThat(PageTableEntry.index(0xFFFF_FFFF_FFFF_FFFFL, level)).isEqualTo(511);
    }

    @Test
    void aLargePagesAddressLeavesOutItsFlags() {
        PageTableEntry entry = new PageTableEntry(0x8000_0001_4020_11E3L);
        assertThat(entry.present()).isTrue();
        assertThat(entry.large()).isTrue();
        assertThat(entry.pageAddress(2)).isEqualTo(0x1_4020_0000L);
        assertThat(entry.pageAddress(3)).isEqualTo(0x1_4000_0000L);
        assertThat(entry.address()).isEqualTo(0x1_4020_1000L);
    }

    @Test
    void pageTableEntryBitsStandWhereFigure521SaysTheyDo() {
        assertThat(new long[] {
                    PageTableEntry.PRESENT,
                    PageTableEntry.WRITABLE,
                    PageTableEntry.USER,
                    PageTableEntry.WRITE_THROUGH,
                    PageTableEntry.CACHE_DISABLE,
                    PageTableEntry.ACCESSED,
                    PageTableEntry.DIRTY,
                    PageTableEntry.LARGE,
                    PageTableEntry.GLOBAL
                })
                .containsExactly(1, 2, 4, 8, 0x10, 0x20, 0x40, 0x80, 0x100);
        assertThat(PageTableEntry.NO_EXECUTE).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void theCodeSegmentIsLongPresentAndOfPrivilegeZero() {
        SegmentDescriptor code = new SegmentDescriptor(SegmentDescriptor.CODE_64);
        assertThat(code.longMode()).isTrue();
        assertThat(code.defaultBig()).isFalse();
        assertThat(code.present()).isTrue();
        assertThat(code.codeOrData()).isTrue();
        assertThat(code.privilege()).isZero();
        assertThat(code.type()).isEqualTo(0xB);
    }

    @Test
    void theDataSegmentIsFlatAndWritable() {
        SegmentDescriptor data = new SegmentDescriptor(SegmentDescriptor.DATA);
        assertThat(data.base()).isZero();
        assertThat(data.limit()).isEqualTo(0xFFFF_FFFFL);
        assertThat(data.type()).isEqualTo(3);
        assertThat(data.longMode()).isFalse();
    }

    @Test
    void aTssDescriptorHoldsItsBaseInFourPlaces() {
        long base = 0xFFFF_FFFF_8123_4560L;
        SegmentDescriptor tss = SegmentDescriptor.tss(base, TaskStateSegment.SIZE - 1);
        assertThat(tss.bits()).isEqualTo(0x8100_8923_4560_0067L);
        assertThat(tss.base()).isEqualTo(0x8123_4560L);
        assertThat(tss.limit()).isEqualTo(0x67);
        assertThat(tss.codeOrData()).isFalse();
        assertThat(SegmentDescriptor.upper(base)).isEqualTo(0xFFFF_FFFFL);
    }

    @Test
    void anInterruptGateSplitsItsTargetInThree() {
        InterruptGate gate = new InterruptGate(place);
        gate.set(new HostVirtual(0xFFFF_FFFF_8012_3456L), 8, 1);
        assertThat(place.readLong(0)).isEqualTo(0x8012_8E01_0008_3456L);
        assertThat(place.readLong(8)).isEqualTo(0xFFFF_FFFFL);
        assertThat(gate.target().rawValue()).isEqualTo(0xFFFF_FFFF_8012_3456L);
        assertThat(gate.selector()).isEqualTo(8);
        assertThat(gate.ist()).isEqualTo(1);
    }

    @Test
    void theTaskStateSegmentHasItsFirstInterruptStackAt24h() {
        TaskStateSegment tss = new TaskStateSegment(place);
        tss.clear();
        tss.interruptStack(1, new HostVirtual(0x1122_3344_5566_7788L));
        tss.interruptStack(7, new HostVirtual(0x7777L));
        assertThat(place.readLong(0x24)).isEqualTo(0x1122_3344_5566_7788L);
        assertThat(place.readLong(0x54)).isEqualTo(0x7777L);
        assertThat(place.readShort(0x66)).isEqualTo((short) 0x68);
        assertThat(tss.interruptStack(7).rawValue()).isEqualTo(0x7777L);
    }

    @Test
    void aPseudoDescriptorIsLimitThenBase() {
        new PseudoDescriptor(place).set(new HostVirtual(0xFFFF_FFFF_8000_1000L), 0x40);
        assertThat(place.readShort(0)).isEqualTo((short) 0x3F);
        assertThat(place.readLong(2)).isEqualTo(0xFFFF_FFFF_8000_1000L);
    }
}
