package javisor.hypervisor.apic;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import javisor.hypervisor.virtualisation.AllRegisters;
import javisor.machine.x86.Rflags;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stores change besides memory: flags, registers, the stack pointer. */
final class StoreExecutionTest {
    private static final long OTHERS = Rflags.RESERVED | Rflags.IF;
    private static final long ARITHMETIC = Rflags.CF | Rflags.PF | Rflags.AF | Rflags.ZF | Rflags.SF | Rflags.OF;
    private static final String[] PREFIXES = {"", "66", "", "48"};
    private static final int RDI = 7;
    private static final int RSI = 6;
    private static final long COUNT = 0x1_0000_0000L;

    private final StoreGuest guest = new StoreGuest();

    @Property
    void additionAndSubtraction(
            @ForAll @IntRange(max = 3) int size, @ForAll boolean subtract, @ForAll long memory, @ForAll long register) {
        int bits = 8 << size;
        long a = memory & -1L >>> 64 - bits;
        long b = register & -1L >>> 64 - bits;
        operation(size, subtract ? 5 : 0);
        guest.registers.general(0, register);
        BigInteger unsigned = combine(subtract, unsigned(a), unsigned(b));
        BigInteger signed = combine(subtract, signed(a, bits), signed(b, bits));
        long low = subtract ? (a & 15) - (b & 15) : (a & 15) + (b & 15);
        long result = unsigned.longValue() & -1L >>> 64 - bits;
        assertThat(guest.value(a)).isEqualTo(result);
        long expected = OTHERS
                | flag(unsigned.signum() < 0 || unsigned.bitLength() > bits, Rflags.CF)
                | flag(signed.bitLength() >= bits, Rflags.OF)
                | flag(low < 0 || low > 15, Rflags.AF)
                | ofResult(result, bits);
        assertThat(guest.flags(a, OTHERS | Rflags.ZF)).isEqualTo(expected);
        assertThat(guest.flags(a, OTHERS | ARITHMETIC)).isEqualTo(expected);
    }

    /** Like ADD and SUB of 1 but for the carry flag, which stays. */
    @Property
    void incrementAndDecrement(
            @ForAll @IntRange(max = 3) int size,
            @ForAll boolean decrement,
            @ForAll boolean carry,
            @ForAll long memory,
            @ForAll @IntRange(max = 3) int border) {
        int bits = 8 << size;
        long ones = -1L >>> 64 - bits;
        long a = (border == 0 ? memory : new long[] {0, ones, ones >>> 1, 0}[border] + (memory & 1)) & ones;
        String opcode = PREFIXES[size] + (size == 0 ? "FE" : "FF") + (decrement ? "09" : "01");
        assertThat(guest.decode(64, opcode)).isTrue();
        long result = (decrement ? a - 1 : a + 1) & ones;
        BigInteger signed = combine(decrement, signed(a, bits), BigInteger.ONE);
        long expected = OTHERS
                | flag(carry, Rflags.CF)
                | flag(signed.bitLength() >= bits, Rflags.OF)
                | flag((a & 15) == (decrement ? 0 : 15), Rflags.AF)
                | ofResult(result, bits);
        assertThat(guest.value(a)).isEqualTo(result);
        assertThat(guest.flags(a, OTHERS | flag(carry, Rflags.CF))).isEqualTo(expected);
        assertThat(guest.flags(a, OTHERS | ARITHMETIC & ~Rflags.CF | flag(carry, Rflags.CF)))
                .isEqualTo(expected);
    }

    @Property
    void logic(
            @ForAll @IntRange(max = 3) int size,
            @ForAll @IntRange(max = 2) int number,
            @ForAll long a,
            @ForAll long b) {
        int bits = 8 << size;
        operation(size, new int[] {1, 4, 6}[number]);
        guest.registers.general(0, b);
        long ones = -1L >>> 64 - bits;
        long result = new long[] {a | b, a & b, a ^ b}[number] & ones;
        assertThat(guest.value(a & ones)).isEqualTo(result);
        assertThat(guest.flags(a & ones, OTHERS | ARITHMETIC)).isEqualTo(OTHERS | ofResult(result, bits));
    }

    /** BTS, BTR and BTC put the bit as it was into CF and leave ZF. */
    @ParameterizedTest
    @CsvSource({"0FBA2903, 8, 1", "0FBA2903, 7, 0", "0FBA3123, 8, 1", "0FBA39E3, F7, 0"})
    void bits(String bytes, String operand, int carry) {
        guest.decode(32, bytes);
        long before = OTHERS | Rflags.ZF;
        long memory = Long.parseLong(operand, 16);
        assertThat(guest.flags(memory, before)).isEqualTo(before | carry);
        assertThat(guest.flags(memory, before | Rflags.CF)).isEqualTo(before | carry);
    }

    @ParameterizedTest
    @CsvSource({"8901", "8701", "AB", "A5", "8F01", "0FC301"})
    void othersLeaveTheFlags(String bytes) {
        guest.decode(32, bytes);
        assertThat(guest.flags(0, OTHERS | ARITHMETIC)).isEqualTo(OTHERS | ARITHMETIC);
    }

    /** Code size, bytes, direction; how far rDI and rSI go, what their high half keeps. */
    @ParameterizedTest
    @CsvSource({
        "32, AB, 0, 4, 0", "32, AA, 1, -1, 0", "32, 66AB, 0, 2, 0", "32, A5, 0, 4, 4", "32, A4, 1, -1, -1",
        "64, A5, 0, 4, 4", "64, 48A5, 1, -8, -8", "64, 67AB, 0, 4, 0", "16, AB, 0, 2, 0", "16, 66A5, 1, -4, -4",
    })
    void stringsAdvance(int bits, String bytes, int down, int destination, int source) {
        guest.decode(bits, bytes);
        long rflags = OTHERS | down * Rflags.DF;
        StoreExecution.complete(guest.store, guest.registers, 0, rflags);
        int addressBytes = guest.store.addressBytes();
        assertThat(guest.registers.general(RDI)).isEqualTo(moved(RDI, destination, addressBytes));
        long rsi = source == 0 ? StoreGuest.register(RSI) : moved(RSI, source, addressBytes);
        assertThat(guest.registers.general(RSI)).isEqualTo(rsi);
        assertThat(guest.registers.general(AllRegisters.RCX)).isEqualTo(StoreGuest.register(AllRegisters.RCX));
    }

    private static long moved(int register, int by, int addressBytes) {
        long after = StoreGuest.register(register) + by;
        return addressBytes == 4 ? after & 0xFFFF_FFFFL : after;
    }

    @Test
    void anAddressOf16BitsWrapsWithinThem() {
        guest.decode(16, "AB");
        guest.registers.general(RDI, 0xABCD_FFFEL);
        StoreExecution.complete(guest.store, guest.registers, 0, OTHERS);
        assertThat(guest.registers.general(RDI)).isEqualTo(0xABCD_0000L);
    }

    @ParameterizedTest
    @CsvSource({"64, F3AB, FFFFFFFF", "64, F367AB, FFFFFFFF", "16, F3AB, 10000FFFF", "32, F2A5, FFFFFFFF"})
    void aRepetitionCountsDownByTheAddressSize(int bits, String bytes, String after) {
        guest.decode(bits, bytes);
        guest.registers.general(AllRegisters.RCX, COUNT);
        StoreExecution.complete(guest.store, guest.registers, 0, OTHERS);
        assertThat(guest.registers.general(AllRegisters.RCX)).isEqualTo(Long.parseLong(after, 16));
    }

    /** Code size, bytes; RAX and RSP after an exchange with FEDCBA9876543210h. */
    @ParameterizedTest
    @CsvSource({
        "32, 8701, 76543210", "64, 488701, FEDCBA9876543210", "32, 668701, 0123456780003210",
        "32, 8601, 0123456780009910", "32, 8621, 0123456780001040", "32, 8721, 0123456780009940",
        "32, 8901, 0123456780009940",
    })
    void anExchangeGivesTheRegisterWhatMemoryHeld(int bits, String bytes, String after) {
        guest.decode(bits, bytes);
        StoreExecution.complete(guest.store, guest.registers, 0xFEDC_BA98_7654_3210L, OTHERS);
        assertThat(guest.registers.general(0)).isEqualTo(Long.parseUnsignedLong(after, 16));
    }

    /** Code size, bytes, stack width; RSP after, with 76543210h as operand. */
    @ParameterizedTest
    @CsvSource({
        "32, 8F01, 4, 55554448",
        "32, 668F01, 4, 55554446",
        "64, 8F01, 8, 777700005555444C",
        "16, 8F01, 2, 7777000055554446",
        "32, 8721, 4, 76543210",
        "32, 668721, 4, 7777000055553210",
        "32, 8701, 4, 7777000055554444",
        "32, 8621, 4, 7777000055554444",
        "64, 408621, 8, 7777000055554410",
    })
    void theStackPointer(int bits, String bytes, int stackBytes, String after) {
        guest.decode(bits, bytes);
        assertThat(StoreExecution.stackPointer(guest.store, StoreGuest.RSP, 0x7654_3210L, stackBytes))
                .isEqualTo(Long.parseUnsignedLong(after, 16));
    }

    @Test
    void popReadsAtTheStackPointer() {
        assertThat(StoreExecution.sourceOfPop(StoreGuest.RSP, 8)).isEqualTo(StoreGuest.RSP);
        assertThat(StoreExecution.sourceOfPop(StoreGuest.RSP, 4)).isEqualTo(0x5555_4444L);
        assertThat(StoreExecution.sourceOfPop(StoreGuest.RSP, 2)).isEqualTo(0x4444);
    }

    /** The operation {@code number} of EAX on memory. */
    private void operation(int size, int number) {
        int opcode = number << 3 | (size == 0 ? 0 : 1);
        assertThat(guest.decode(64, PREFIXES[size] + String.format("%02X01", opcode)))
                .isTrue();
        assertThat(guest.store.width()).isEqualTo(1 << size);
    }

    private static BigInteger combine(boolean subtract, BigInteger a, BigInteger b) {
        return subtract ? a.subtract(b) : a.add(b);
    }

    private static BigInteger unsigned(long value) {
        return new BigInteger(Long.toUnsignedString(value));
    }

    private static BigInteger signed(long value, int bits) {
        return BigInteger.valueOf(value << 64 - bits >> 64 - bits);
    }

    private static long ofResult(long result, int bits) {
        return flag(result == 0, Rflags.ZF)
                | flag((result >>> bits - 1 & 1) != 0, Rflags.SF)
                | flag(Long.bitCount(result & 0xFF) % 2 == 0, Rflags.PF);
    }

    private static long flag(boolean condition, long flag) {
        return condition ? flag : 0;
    }
}
