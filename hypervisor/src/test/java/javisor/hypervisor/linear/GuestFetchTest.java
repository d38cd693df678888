package javisor.hypervisor.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import javisor.hypervisor.memory.HostAddressSpace;
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
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Bytes at linear addresses, in every paging mode, where tables made for the purpose say they are. */
final class GuestFetchTest {
    private static final long RAM = 16L << 30;
    private static final long WITHHELD = 12 << 20;
    private static final long WITHHELD_END = 13 << 20;
    private static final long FRAMES = 64 << 20;
    private static final long LARGE_FRAMES = 4L << 30;
    private static final long TARGET = 0x5000;
    private static final int BYTES = 15;

    private final PhysicalMemory ram;
    private final GuestFetch fetch;

    GuestFetchTest() {
        ram = SimulatedMachine.install(CpuModel.intel(), RAM).memory();
        HostPhysical hidden = new HostPhysical(WITHHELD);
        HostPhysical end = new HostPhysical(WITHHELD_END);
        HostPhysical windowEnd = new HostPhysical(RAM);
        fetch = new GuestFetch(
                new GuestMemory(new HostAddressSpace(new HostPhysical(0), windowEnd, hidden, hidden, end)));
    }

    /** Two pages that are neighbours by linear address only, or one; what is copied ends where no page is. */
    @Property(tries = 400)
    void bytesOfAPageAndTheNext(
            @ForAll PagingMode mode,
            @ForAll @IntRange(max = 5) int sizeChoice,
            @ForAll long anyAddress,
            @ForAll boolean atEnd,
            @ForAll @IntRange(max = 3) int first,
            @ForAll @IntRange(max = 3) int second,
            @ForAll boolean nextPresent,
            @ForAll long noise,
            @ForAll @Size(BYTES) byte[] content) {
        GuestFetchTest machine = new GuestFetchTest();
        int shift = mode.pageShift(sizeChoice);
        long size = 1L << shift;
        long start = mode.address(atEnd ? anyAddress | size - 8 : anyAddress);
        long page = start & -size;
        long next = mode.address(page + size);
        long frame = frame(shift, first);
        long nextFrame = frame(shift, 4 + second);
        mode.map(machine.ram, page, frame, shift, noise);
        if (nextPresent) {
            mode.map(machine.ram, next, nextFrame, shift, ~noise);
        }
        for (int i = 0; i < BYTES; i++) {
            long offset = start - page + i;
            machine.ram.write(offset < size ? frame + offset : nextFrame + offset - size, 1, content[i]);
        }
        byte[] tables = machine.tables();
        int expected = nextPresent ? BYTES : (int) Math.min(BYTES, size - (start - page));
        mode.enter(machine.fetch);
        assertThat(machine.copy(start, BYTES)).isEqualTo(Arrays.copyOf(content, expected));
        assertThat(machine.tables()).as("no flag is set").isEqualTo(tables);
    }

    private static long frame(int shift, int number) {
        return (shift == 12 ? FRAMES : LARGE_FRAMES) + ((long) number << shift);
    }

    private byte[] tables() {
        return ram.bytes(0x10_0000, 12 * 4096);
    }

    /** A level that is not present, from the top; nothing is copied. */
    @ParameterizedTest
    @EnumSource(PagingMode.class)
    void nothingIsThere(PagingMode mode) {
        mode.enter(fetch);
        assertThat(copy(0x12_3456, BYTES)).isEmpty();
        mode.map(ram, 0x12_3000, FRAMES, 12, 0);
        assertThat(copy(0x12_3456, BYTES)).hasSize(BYTES);
        assertThat(copy(0x12_4000, BYTES)).isEmpty();
        assertThat(copy(0x8012_3456L, BYTES)).isEmpty();
    }

    @Test
    void withoutPagingAddressesArePhysicalAndWrapAround() {
        fetch.registers(Cr0.PE, 0, 0, 0);
        ram.write(0xFFFF_FFFEL, 2, 0x3412);
        ram.write(0, 2, 0x7856);
        assertThat(copy(0xFFFF_FFFEL, 4)).containsExactly(0x12, 0x34, 0x56, 0x78);
        assertThat(copy(0x1_0000_0000L, 2)).containsExactly(0x56, 0x78);
    }

    @Test
    void without4MibPagesTheSizeBitIsIgnored() {
        PagingMode.BITS_32.map(ram, 0x12_3000, FRAMES, 12, 0);
        ram.write(0x10_0000, 4, ram.read(0x10_0000, 4) | 0x80);
        ram.write(FRAMES, 1, 0x5A);
        fetch.registers(Cr0.PE | Cr0.PG, 0x10_0000, 0, 0);
        assertThat(copy(0x12_3000, 1)).containsExactly(0x5A);
        fetch.registers(Cr0.PE | Cr0.PG, 0x10_0000, Cr4.PSE, 0);
        assertThat(copy(0x12_3000, 1))
                .as("bit 20 is bit 39 of the address, beyond memory")
                .containsExactly(0xFF);
    }

    /** In bits 63:57 or 63:48; or, across the end of the lower half, in the sign. */
    @ParameterizedTest
    @CsvSource({"LEVELS_4, 00007FFFFFFFFFFF", "LEVELS_5, 00FFFFFFFFFFFFFF"})
    void aTagIsNotTranslated(PagingMode mode, String last) {
        long end = Long.parseUnsignedLong(last, 16);
        mode.map(ram, end & -4096, FRAMES, 12, 0);
        ram.write(FRAMES + 0xFFC, 4, 0x4433_2211);
        mode.enter(fetch);
        assertThat(copy(end - 3, BYTES)).containsExactly(0x11, 0x22, 0x33, 0x44);
        assertThat(copy(end - 3 | 0x5AL << 57, 4)).containsExactly(0x11, 0x22, 0x33, 0x44);
        mode.map(ram, mode.address(end + 1), FRAMES, 12, 0);
        assertThat(copy(end - 3, BYTES)).hasSize(BYTES);
    }

    @Test
    void aProcessContextAndAddressMaskingAreNoPartOfTheRoot() {
        PagingMode.LEVELS_4.map(ram, 0, FRAMES, 12, 0);
        fetch.registers(Cr0.PE | Cr0.PG, 0x6000_0000_0010_0FFFL, Cr4.PAE | Cr4.PCIDE, Efer.LMA);
        assertThat(copy(0, 1)).hasSize(1);
    }

    @Test
    void theWithheldRangeReadsAsOnes() {
        ram.write(WITHHELD, 1, 0x12);
        fetch.registers(Cr0.PE, 0, 0, 0);
        assertThat(copy(WITHHELD - 1, 2)).containsExactly(0, 0xFF);
        fetch.registers(Cr0.PE | Cr0.PG, WITHHELD, Cr4.PAE, Efer.LMA);
        assertThat(copy(0, 2)).as("tables there lead nowhere").containsExactly(0xFF, 0xFF);
    }

    private byte[] copy(long linear, int bytes) {
        int copied = fetch.copy(linear, new HostPhysical(TARGET).toVirtual(), bytes);
        return ram.bytes(TARGET, copied);
    }
}
