package javisor.hypervisor.linear;

import static org.assertj.core.api.Assertions.assertThat;

import javisor.hypervisor.memory.HostAddressSpace;
import javisor.machine.address.GuestPhysical;
import javisor.machine.address.HostPhysical;
import javisor.machine.x86.Cr0;
import javisor.machine.x86.Cr4;
import javisor.machine.x86.Efer;
import javisor.simulator.CpuModel;
import javisor.simulator.PhysicalMemory;
import javisor.simulator.SimulatedMachine;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The guest's linear memory: translations, rights, flags and page faults of 32-bit and PAE paging, and the withheld range. */
final class GuestPagingTest {
    private static final long RAM = 16 << 20;
    private static final long WITHHELD = 12 << 20;
    private static final long WITHHELD_END = 13 << 20;
    private static final long DIRECTORY = 0x10000;
    private static final long TABLE = 0x11000;
    private static final long FRAME = 0x20000;
    private static final long LINEAR = 0xC040_3000L;
    private static final int DIRECTORY_INDEX = 0x301;
    private static final int PRESENT = 1;
    private static final int ACCESSED = 0x20;
    private static final int DIRTY = 0x40;
    private static final int LARGE = 0x80;
    private static final int READ = Access.SYSTEM_READ;

    private PhysicalMemory ram;
    private GuestPaging paging;
    private LinearMemory memory;

    @BeforeEach
    void start() {
        ram = SimulatedMachine.install(CpuModel.intel(), RAM).memory();
        HostPhysical hidden = new HostPhysical(WITHHELD);
        HostPhysical end = new HostPhysical(WITHHELD_END);
        HostAddressSpace space = new HostAddressSpace(new HostPhysical(0), new HostPhysical(RAM), hidden, hidden, end);
        GuestMemory physical = new GuestMemory(space);
        paging = new GuestPaging(physical, 39);
        memory = new LinearMemory(physical, paging);
    }

    @Test
    void withoutPagingAddressesArePhysicalOnes() {
        paging.registers(Cr0.PE, 0, 0, 0);
        memory.write(0x1234, 4, 0x8765_4321L, 0);
        assertThat(ram.read(0x1234, 4)).isEqualTo(0x8765_4321L);
        assertThat(memory.read(0x1_0000_1235L, 2, READ)).isEqualTo(0x6543);
    }

    @Test
    void theWithheldRangeReadsAsOnesAndWritesVanish() {
        paging.registers(Cr0.PE, 0, 0, 0);
        ram.write(WITHHELD, 8, 0x0123_4567_89AB_CDEFL);
        memory.write(WITHHELD, 8, 0, 0);
        memory.write(WITHHELD - 1, 1, 0x55, 0);
        assertThat(memory.read(WITHHELD, 1, READ)).isEqualTo(0xFF);
        assertThat(memory.read(WITHHELD, 8, READ)).isEqualTo(-1);
        assertThat(memory.read(RAM, 4, READ)).as("above the window").isEqualTo(0xFFFF_FFFFL);
        assertThat(ram.read(WITHHELD, 8)).isEqualTo(0x0123_4567_89AB_CDEFL);
        assertThat(ram.read(WITHHELD - 1, 1)).isEqualTo(0x55);
        assertThat(memory.faulted()).isFalse();
    }

    /** Rights of directory and page, CR0.WP, SMAP, access; the error code, or none. */
    @ParameterizedTest
    @CsvSource({
        "7, 7, 0, 0, 0, -1",
        "7, 7, 0, 0, 2, -1",
        "7, 7, 0, 0, 6, -1",
        "6, 7, 0, 0, 0, 0",
        "6, 7, 0, 0, 2, 2",
        "7, 6, 0, 0, 6, 6",
        "5, 7, 0, 0, 2, -1",
        "7, 5, 0, 0, 2, -1",
        "5, 7, 1, 0, 2, 3",
        "7, 5, 1, 0, 2, 3",
        "7, 5, 1, 0, 0, -1",
        "5, 7, 0, 0, 6, 7",
        "3, 7, 0, 0, 4, 5",
        "7, 3, 0, 0, 4, 5",
        "3, 3, 1, 0, 2, -1",
        "7, 7, 0, 1, 0, 1",
        "7, 7, 0, 1, 2, 3",
        "7, 3, 0, 1, 2, -1",
        "7, 7, 0, 1, 4, -1",
        "7, 7, 0, 1, 256, -1",
        "7, 7, 0, 1, 258, -1",
    })
    void rights(int directory, int page, int writeProtect, int smap, int access, int errorCode) {
        paging32(writeProtect * Cr0.WP, smap * Cr4.SMAP);
        map32(directory, page);
        memory.probe(LINEAR + 0x123, 1, access);
        assertThat(memory.faulted()).isEqualTo(errorCode != -1);
        if (errorCode != -1) {
            assertThat(memory.errorCode()).isEqualTo(errorCode);
            assertThat(memory.faultAddress()).isEqualTo(LINEAR + 0x123);
        }
        boolean dirty = errorCode == -1 && (access & Access.WRITE) != 0;
        assertThat(ram.read(TABLE + 3 * 4, 4) & DIRTY).isEqualTo(dirty ? DIRTY : 0);
        assertThat(ram.read(TABLE + 3 * 4, 4) & ACCESSED).isEqualTo(errorCode == -1 ? ACCESSED : 0);
    }

    @Test
    void afterAFaultNothingIsReadOrWrittenUntilTheNextBeginning() {
        paging32(0, 0);
        map32(7, 7);
        memory.write(LINEAR + 0x1000, 4, 1, 0);
        memory.write(LINEAR, 4, 0x1234, 0);
        assertThat(memory.faultAddress()).isEqualTo(LINEAR + 0x1000);
        assertThat(memory.errorCode()).isEqualTo(2);
        assertThat(ram.read(FRAME, 4)).isZero();
        memory.begin();
        memory.write(LINEAR, 4, 0x1234, 0);
        assertThat(ram.read(FRAME, 4)).isEqualTo(0x1234);
        assertThat(ram.read(DIRECTORY + DIRECTORY_INDEX * 4, 4) & ACCESSED).isEqualTo(ACCESSED);
    }

    @Test
    void aPageOf4MibReachesAbove4GibByPse36() {
        paging32(0, Cr4.PSE);
        ram.write(DIRECTORY + DIRECTORY_INDEX * 4, 4, 0x0080_0000L | 3 << 13 | LARGE | 7);
        assertThat(paging.translate(LINEAR + 5, Access.WRITE).rawValue()).isEqualTo(0x3_0080_3005L);
        assertThat(ram.read(DIRECTORY + DIRECTORY_INDEX * 4, 1)).isEqualTo(LARGE | 7 | ACCESSED | DIRTY);
        ram.write(DIRECTORY + DIRECTORY_INDEX * 4, 4, 0x0080_0000L | 1 << 20 | LARGE | 7);
        assertThat(paging.translate(LINEAR, READ)).as("address bit 39").isEqualTo(GuestPaging.NONE);
        ram.write(DIRECTORY + DIRECTORY_INDEX * 4, 4, 0x0080_0000L | 1 << 21 | LARGE | 7);
        assertThat(paging.translate(LINEAR, READ)).as("bit 21").isEqualTo(GuestPaging.NONE);
        assertThat(paging.errorCode()).isEqualTo(9);
        paging.registers(Cr0.PE | Cr0.PG, DIRECTORY, 0, 0);
        ram.write(DIRECTORY + DIRECTORY_INDEX * 4, 4, TABLE | LARGE | 7);
        ram.write(TABLE + 3 * 4, 4, FRAME | 7);
        assertThat(paging.translate(LINEAR, READ).rawValue())
                .as("without PSE the bit is ignored")
                .isEqualTo(FRAME);
    }

    @Test
    void paePagingUsesThePointersOfTheLastLoad() {
        pae(0);
        paging.pointer(3, DIRECTORY | PRESENT);
        ram.write(DIRECTORY + 2 * 8, 8, TABLE | 7);
        ram.write(TABLE + 3 * 8, 8, FRAME | 7);
        memory.write(0xC040_3010L, 8, 0x1122_3344_5566_7788L, 0);
        assertThat(ram.read(FRAME + 0x10, 8)).isEqualTo(0x1122_3344_5566_7788L);
        assertThat(ram.read(TABLE + 3 * 8, 8)).isEqualTo(FRAME | 7 | ACCESSED | DIRTY);
        ram.write(DIRECTORY + 3 * 8, 8, 0x2_0020_0000L | LARGE | 7);
        assertThat(paging.translate(0xC061_2345L, READ).rawValue()).isEqualTo(0x2_0021_2345L);
        assertThat(paging.translate(0x8000_0000L, Access.USER)).isEqualTo(GuestPaging.NONE);
        assertThat(paging.errorCode()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"39, 0", "52, 0", "62, 0", "63, 0", "63, 1", "38, 0", "13, 0"})
    void reservedBitsOfPae(int bit, int noExecute) {
        pae(noExecute * Efer.NXE);
        paging.pointer(3, DIRECTORY | PRESENT);
        ram.write(DIRECTORY + 2 * 8, 8, TABLE | 7);
        ram.write(TABLE + 3 * 8, 8, FRAME | 7 | 1L << bit);
        boolean reserved = bit >= 39 && noExecute == 0;
        assertThat(paging.translate(0xC040_3000L, READ).equal(GuestPaging.NONE)).isEqualTo(reserved);
        ram.write(TABLE + 3 * 8, 8, FRAME | 7);
        ram.write(DIRECTORY + 2 * 8, 8, 0x20_0000 | LARGE | 7 | 1L << bit);
        assertThat(paging.translate(0xC040_3000L, READ).equal(GuestPaging.NONE)).isEqualTo(reserved || bit == 13);
    }

    @Test
    void aLoadOfCr3WithPaeReadsAndChecksThePointers() {
        pae(0);
        ram.write(0x5020, 8, 0x8001);
        ram.write(0x5028, 8, 0x1E6);
        ram.write(0x5038, 8, DIRECTORY | PRESENT | 0x18 | 0xE00);
        assertThat(paging.prepare(0x503F)).isTrue();
        paging.load(0x503F);
        assertThat(paging.pointer(0)).isEqualTo(0x8001);
        assertThat(paging.pointer(3)).isEqualTo(DIRECTORY | PRESENT | 0x18 | 0xE00);
        for (int bit : new int[] {1, 2, 5, 6, 7, 8, 39, 51, 52, 63}) {
            ram.write(0x5020, 8, 0x8001 | 1L << bit);
            assertThat(paging.prepare(0x5020)).as("bit %d", bit).isFalse();
        }
        ram.write(0x5020, 8, 0x8000);
        assertThat(paging.prepare(0x5020)).isTrue();
    }

    @Property(tries = 200)
    void anAccessAcrossPagesMeetsBoth(@ForAll @IntRange(min = 0xFF0, max = 0x1000) int offset, @ForAll long value) {
        start();
        paging32(0, 0);
        map32(7, 7);
        ram.write(TABLE + 4 * 4, 4, FRAME + 0x5000 | 7);
        memory.write(LINEAR + offset, 8, value, 0);
        assertThat(memory.read(LINEAR + offset, 8, READ)).isEqualTo(value);
        for (int i = 0; i < 8; i++) {
            long at = offset + i;
            long frame = at < 0x1000 ? FRAME + at : FRAME + 0x5000 + at - 0x1000;
            assertThat(ram.read(frame, 1)).isEqualTo(value >>> 8 * i & 0xFF);
        }
    }

    @Test
    void nothingOfAnAccessIsDoneIfItsSecondPageFaults() {
        paging32(0, 0);
        map32(7, 7);
        memory.write(LINEAR + 0xFFE, 4, 0x1234_5678, 0);
        assertThat(memory.faultAddress()).isEqualTo(LINEAR + 0x1000);
        assertThat(ram.read(FRAME + 0xFFE, 2)).isZero();
    }

    @Test
    void addressesWrapAround() {
        paging.registers(Cr0.PE, 0, 0, 0);
        ram.write(0, 2, 0xBEEF);
        assertThat(memory.read(0xFFFF_FFFEL, 4, READ)).isEqualTo(0xBEEF_FFFFL);
        assertThat(paging.translate(0, READ)).isEqualTo(new GuestPhysical(0));
    }

    private void paging32(long cr0, long cr4) {
        paging.registers(cr0 | Cr0.PE | Cr0.PG, DIRECTORY | 0x18, cr4, 0);
    }

    private void pae(long efer) {
        paging.registers(Cr0.PE | Cr0.PG, 0x5000, Cr4.PAE, efer);
    }

    private void map32(int directory, int page) {
        ram.write(DIRECTORY + DIRECTORY_INDEX * 4, 4, TABLE | directory);
        ram.write(TABLE + 3 * 4, 4, FRAME | page);
    }
}
