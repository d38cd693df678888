package javisor.compiler.machinecode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javisor.hypervisor.apic.StoreInstruction;
import javisor.machine.address.HostPhysical;
import javisor.machine.address.HostVirtual;
import javisor.simulator.CpuModel;
import javisor.simulator.PhysicalMemory;
import javisor.simulator.SimulatedMachine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hypervisor's decoder of stores agrees with LLVM's disassembler on what is a store and how long it is. */
final class StoreInstructionOracleTest {
    private static final long AT = 0x1000;
    private static final int ESCAPE = 0x0F00;

    /** The opcodes the decoder knows; those after 0Fh have that above them. */
    private static final List<Integer> KNOWN = List.of(
            0x00, 0x01, 0x08, 0x09, 0x20, 0x21, 0x28, 0x29, 0x30, 0x31, 0x80, 0x81, 0x83, 0x86, 0x87, 0x88, 0x89, 0x8F,
            0xA2, 0xA3, 0xA4, 0xA5, 0xAA, 0xAB, 0xC6, 0xC7, 0xFE, 0xFF, 0x0FC3, 0x0FBA);

    /** Prefixes of all code sizes. */
    private static final List<String> PREFIXES = List.of(
            "", "66", "67", "6667", "6766", "F0", "F2", "F3", "64", "3E", "6566", "F067", "6466F3", "666666", "262E36");

    /** Prefixes of 64-bit code. */
    private static final List<String> EXTENSIONS =
            List.of("40", "41", "44", "48", "4F", "6648", "674F", "4866", "48F3", "4048", "F048", "644467", "F36748");

    private static final int[] INDICES = {0x00, 0x05, 0x24, 0x65, 0x8D, 0xE4, 0xFF};

    private final StoreInstruction decoder = new StoreInstruction();
    private PhysicalMemory ram;

    @BeforeEach
    void start() {
        ram = SimulatedMachine.install(CpuModel.intel(), 1 << 20).memory();
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 32, 64})
    void everyKnownOpcodeWithEveryModRm(int bits) {
        try (LengthOracle oracle = new LengthOracle(bits)) {
            for (String prefix : PREFIXES) {
                KNOWN.forEach(opcode -> compareAll(oracle, bits, prefix, opcode));
            }
            for (String prefix : bits == 64 ? EXTENSIONS : List.<String>of()) {
                KNOWN.forEach(opcode -> compareAll(oracle, bits, prefix, opcode));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 32, 64})
    void noOtherOpcodeIsDecoded(int bits) {
        IntStream one = IntStream.range(0, 0x100).filter(opcode -> opcode != 0x0F && !isPrefix(opcode, bits));
        IntStream two = IntStream.range(ESCAPE, ESCAPE + 0x100);
        IntStream.concat(one, two).filter(opcode -> !KNOWN.contains(opcode)).forEach(opcode -> {
            for (int modRm = 0; modRm < 0x100; modRm++) {
                byte[] code = instruction("", opcode, modRm, 0);
                assertThat(decode(code, bits))
                        .as(HexFormat.of().formatHex(code))
                        .isZero();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 32, 64})
    void anyPrefixesInAnyOrder(int bits) {
        Random random = new Random(bits);
        int[] prefixes = {0x26, 0x2E, 0x36, 0x3E, 0x64, 0x65, 0x66, 0x67, 0xF0, 0xF2, 0xF3, 0x40, 0x48, 0x45};
        try (LengthOracle oracle = new LengthOracle(bits)) {
            for (int i = 0; i < 100_000; i++) {
                byte[] code = new byte[24];
                random.nextBytes(code);
                int count = random.nextInt(6);
                for (int p = 0; p < count; p++) {
                    code[p] = (byte) prefixes[random.nextInt(bits == 64 ? prefixes.length : prefixes.length - 3)];
                }
                int opcode = KNOWN.get(random.nextInt(KNOWN.size()));
                int at = count;
                if (opcode >= ESCAPE) {
                    code[at++] = 0x0F;
                }
                code[at] = (byte) opcode;
                compare(oracle, bits, code, count);
            }
        }
    }

    private static boolean isPrefix(int value, int bits) {
        boolean rex = bits == 64 && (value & 0xF0) == 0x40;
        return rex
                || List.of(0x26, 0x2E, 0x36, 0x3E, 0x64, 0x65, 0x66, 0x67, 0xF0, 0xF2, 0xF3)
                        .contains(value);
    }

    private void compareAll(LengthOracle oracle, int bits, String prefix, int opcode) {
        for (int modRm = 0; modRm < 0x100; modRm++) {
            boolean indexed = (modRm & 7) == 4 && modRm >>> 6 != 3;
            for (int index : indexed ? INDICES : new int[] {0x12}) {
                compare(oracle, bits, instruction(prefix, opcode, modRm, index), prefix.length() / 2);
            }
        }
    }

    /**
     * MOVNTI takes none of 66h, F2h and F3h (Intel SDM vol. 2, 3.1.1.1), which LLVM ignores. It does not know BTS with both 67h and F2h
     * or F3h.
     */
    private static boolean beyondOracle(byte[] code, int opcodeAt) {
        if (code[opcodeAt] != 0x0F) {
            return false;
        }
        for (int i = 0; i < opcodeAt; i++) {
            boolean repeat = (code[i] & 0xFE) == 0xF2;
            if (repeat || code[i] == 0x66 && (code[opcodeAt + 1] & 0xFF) == 0xC3) {
                return true;
            }
        }
        return false;
    }

    private void compare(LengthOracle oracle, int bits, byte[] code, int opcodeAt) {
        if (beyondOracle(code, opcodeAt)) {
            return;
        }
        int expected = oracle.lengthOfStore(code);
        int actual = decode(code, bits);
        if (actual != expected && expected != LengthOracle.NO_ANSWER) {
            assertThat(actual)
                    .as("%d bits, %s %s", bits, HexFormat.of().formatHex(code), oracle.text(code))
                    .isEqualTo(expected);
        }
    }

    private int decode(byte[] code, int bits) {
        ram.write(AT, code);
        HostVirtual instruction = new HostPhysical(AT).toVirtual();
        boolean whole = decoder.decode(instruction, StoreInstruction.LONGEST, bits);
        if (whole) {
            assertThat(decoder.decode(instruction, decoder.length(), bits)).isTrue();
            assertThat(decoder.decode(instruction, decoder.length() - 1, bits)).isFalse();
            decoder.decode(instruction, StoreInstruction.LONGEST, bits);
        }
        return whole ? decoder.length() : 0;
    }

    private static byte[] instruction(String prefix, int opcode, int modRm, int index) {
        byte[] code = Arrays.copyOf(HexFormat.of().parseHex(prefix), 24);
        int at = prefix.length() / 2;
        if (opcode >= ESCAPE) {
            code[at++] = 0x0F;
        }
        code[at++] = (byte) opcode;
        code[at++] = (byte) modRm;
        code[at++] = (byte) index;
        for (int i = at; i < code.length; i++) {
            code[i] = (byte) (0x10 + i);
        }
        return code;
    }
}
