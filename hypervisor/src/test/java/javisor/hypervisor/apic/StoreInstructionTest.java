package javisor.hypervisor.apic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stores: which are decoded, their length, and the value they store. The compiler's tests compare lengths with LLVM's. */
final class StoreInstructionTest {
    private static final long OPERAND = 0x1122_3344_5566_7788L;

    private final StoreGuest guest = new StoreGuest();

    /** Code size and bytes; length, width and value stored, where the operand is 1122334455667788h. */
    @ParameterizedTest
    @CsvSource({
        "32, A300E0FE03, 5, 4, 80009940",
        "32, 66A300E0FE03, 6, 2, 9940",
        "32, A200E0FE03, 5, 1, 40",
        "32, 64A300030000, 6, 4, 80009940",
        "32, 67A30003, 4, 4, 80009940",
        "16, A30003, 3, 2, 9940",
        "16, 66A30003, 4, 4, 80009940",
        "64, A30003E0FE00000000, 9, 4, 80009940",
        "64, 48A30003E0FE00000000, 10, 8, 0123456780009940",
        "64, 67A30003E0FE, 6, 4, 80009940",
        "32, 898100030000, 6, 4, 80009940",
        "32, 899C9900010000, 7, 4, 80009943",
        "32, 8901, 2, 4, 80009940",
        "32, F38901, 3, 4, 80009940",
        "32, 8921, 2, 4, 55554444",
        "32, 8821, 2, 1, 99",
        "16, 668901, 3, 4, 80009940",
        "16, 66678901, 4, 4, 80009940",
        "64, 47891488, 4, 4, 8000994A",
        "64, 408821, 3, 1, 44",
        "64, 8821, 2, 1, 99",
        "64, 488901, 3, 8, 0123456780009940",
        "64, 66488901, 4, 8, 0123456780009940",
        "64, 48668901, 4, 2, 9940",
        "64, 48408901, 4, 4, 80009940",
        "32, C70500E3E0FE44332211, 10, 4, 11223344",
        "32, 66C70500E3E0FE4433, 9, 2, 3344",
        "32, C600FE, 3, 1, FE",
        "64, C700FFFFFFFF, 6, 4, FFFFFFFF",
        "64, 48C700FEFFFFFF, 7, 8, FFFFFFFFFFFFFFFE",
        "32, 8701, 2, 4, 80009940",
        "32, F08601, 3, 1, 40",
        "32, 0FC319, 3, 4, 80009943",
        "64, 480FC301, 4, 8, 0123456780009940",
        "32, AA, 1, 1, 40",
        "32, AB, 1, 4, 80009940",
        "16, F3AB, 2, 2, 9940",
        "64, F348AB, 3, 8, 0123456780009940",
        "32, A4, 1, 1, 88",
        "32, 2EA5, 2, 4, 55667788",
        "32, 8F01, 2, 4, 55667788",
        "32, 668F01, 3, 2, 7788",
        "64, 8F01, 2, 8, 1122334455667788",
        "64, 668F01, 3, 2, 7788",
        "32, 0901, 2, 4, D566FFC8",
        "32, F02101, 3, 4, 1100",
        "32, 3101, 2, 4, D566EEC8",
        "32, 0101, 2, 4, D56710C8",
        "32, 2901, 2, 4, D565DE48",
        "32, 810944332211, 6, 4, 556677CC",
        "32, 8121FF000000, 6, 4, 88",
        "32, 8321FE, 3, 4, 55667788",
        "32, 66812100FF, 5, 2, 7700",
        "64, 48810900000080, 7, 8, FFFFFFFFD5667788",
        "32, 80310F, 3, 1, 87",
        "32, FF01, 2, 4, 55667789",
        "32, FF09, 2, 4, 55667787",
        "32, F0FE01, 3, 1, 89",
        "32, FE09, 2, 1, 87",
        "32, 66FF01, 3, 2, 7789",
        "16, FF0E0003, 4, 2, 7787",
        "64, 48FF01, 3, 8, 1122334455667789",
        "64, F048FF8900030000, 8, 8, 1122334455667787",
        "32, 0FBA2902, 4, 4, 5566778C",
        "32, F00FBA3123, 5, 4, 55667780",
        "32, 0FBA3940, 4, 4, 55667789",
    })
    void stores(int bits, String bytes, int length, int width, String value) {
        assertThat(guest.decode(bits, bytes)).isTrue();
        assertThat(guest.store.length()).isEqualTo(length);
        assertThat(guest.store.width()).isEqualTo(width);
        long operand = OPERAND & -1L >>> 64 - 8 * width;
        assertThat(guest.value(operand)).isEqualTo(HexFormat.fromHexDigitsToLong(value));
        for (int end = 0; end < bytes.length(); end += 2) {
            assertThat(guest.decode(bits, bytes.substring(0, end))).isFalse();
            assertThat(guest.store.whole()).as("bytes up to %d", end / 2).isFalse();
        }
    }

    /** Loads, registers as destinations, what has no operation, and what LOCK and other prefixes forbid. */
    @ParameterizedTest
    @CsvSource({
        "32, 8B01",
        "32, 89C1",
        "32, 8FC0",
        "32, C7C000000000",
        "32, 87C1",
        "32, 0FC3C1",
        "32, 0FBAE802",
        "32, F08901",
        "32, F0A300000000",
        "32, F0AB",
        "32, F08F01",
        "32, F00FC301",
        "32, F0C60100",
        "32, FFC1",
        "32, FEC9",
        "32, FF11",
        "32, FF19",
        "32, FF21",
        "32, FF29",
        "32, FF31",
        "32, FF39",
        "32, FE11",
        "32, FE31",
        "32, 41",
        "32, 8F09",
        "32, C7090000000000",
        "32, 813900000000",
        "32, 811100000000",
        "32, 0FBA2102",
        "32, 3901",
        "32, 660FC301",
        "32, F20FC301",
        "32, F30FC301",
        "32, 488901",
        "16, 408901",
        "32, 0F8901",
        "32, 90",
        "64, D5",
    })
    void isNotDecoded(int bits, String bytes) {
        assertThat(guest.decode(bits, bytes)).isFalse();
        assertThat(guest.store.whole()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "32, A5, 3, 4", "32, 26A5, 0, 4", "32, 2EA5, 1, 4", "32, 36A5, 2, 4", "32, 64A5, 4, 4", "32, 65A5, 5, 4",
        "32, 6526A5, 0, 4", "32, 67A5, 3, 2", "16, A5, 3, 2", "16, 67A5, 3, 4", "64, A5, 3, 8", "64, 67A5, 3, 4",
        "64, 2EA5, 3, 8", "64, 653EA5, 5, 8", "64, 6564A5, 4, 8",
    })
    void whereMovsReads(int bits, String bytes, int segment, int addressBytes) {
        assertThat(guest.decode(bits, bytes)).isTrue();
        assertThat(guest.store.segment()).isEqualTo(segment);
        assertThat(guest.store.addressBytes()).isEqualTo(addressBytes);
        long source = StoreGuest.register(6) & -1L >>> 64 - 8 * addressBytes;
        assertThat(StoreExecution.sourceOfMove(guest.store, guest.registers)).isEqualTo(source);
    }

    @ParameterizedTest
    @CsvSource({"F3AB, true", "F2AB, true", "F3A5, true", "AB, false", "F38901, false", "F28701, false"})
    void onlyStringsRepeat(String bytes, boolean repeats) {
        assertThat(guest.decode(32, bytes)).isTrue();
        assertThat(guest.store.repeats()).isEqualTo(repeats);
    }

    @Test
    void anInstructionHasFifteenBytesAtMost() {
        assertThat(guest.decode(32, "2E".repeat(13) + "8901")).isTrue();
        assertThat(guest.store.length()).isEqualTo(15);
        assertThat(guest.decode(32, "2E".repeat(14) + "8901")).isFalse();
        assertThat(guest.decode(32, "2E".repeat(15))).isFalse();
        assertThat(guest.decode(32, "2E".repeat(11) + "A300000000")).isFalse();
        assertThat(guest.decode(32, "2E".repeat(10) + "A300000000")).isTrue();
    }

    @Test
    void nothingIsLeftOfTheInstructionBefore() {
        guest.decode(64, "F0664F810911111111");
        guest.decode(32, "F36467AB");
        assertThat(guest.decode(32, "8901")).isTrue();
        assertThat(guest.store.width()).isEqualTo(4);
        assertThat(guest.store.segment()).isEqualTo(StoreInstruction.DS);
        assertThat(guest.store.addressBytes()).isEqualTo(4);
        assertThat(guest.value(0)).isEqualTo(0x8000_9940L);
        assertThat(guest.decode(32, "A5")).isTrue();
        assertThat(guest.store.repeats()).isFalse();
    }

    /** What lies behind the bytes given would be a read beyond the end of memory. */
    @Property(tries = 5000)
    void whateverTheBytesAreNoneBehindThemIsRead(
            @ForAll @IntRange(min = 4, max = 6) int log, @ForAll @Size(min = 1, max = 20) byte[] bytes) {
        if (guest.decode(1 << log, bytes)) {
            assertThat(guest.store.length()).isBetween(1, Math.min(bytes.length, StoreInstruction.LONGEST));
            assertThat(guest.store.width()).isIn(1, 2, 4, 8);
            guest.value(0);
        }
    }
}
