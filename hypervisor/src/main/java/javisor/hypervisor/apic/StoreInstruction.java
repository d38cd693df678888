package javisor.hypervisor.apic;

import javisor.machine.address.HostVirtual;

/**
 * An instruction that stores to memory, of those device registers in memory are written with, decoded from its bytes (Intel SDM
 * vol. 2, 2.1, 2.2.1 and appendix A): MOV, MOVNTI, XCHG, STOS, MOVS, POP; ADD, OR, AND, SUB, XOR, INC, DEC; BTS, BTR, BTC with an immediate.
 * Where it stores to is known from the exit, so that addressing counts for the length only. What a processor does not execute, such
 * as MOV with LOCK, is not decoded, nor is what has no memory operand. {@link StoreExecution} has what the instruction does.
 *
 * <p>An object that is filled again and again, one for each processor.
 */
public final class StoreInstruction {
    /** The most bytes an instruction has (2.3.11). */
    public static final int LONGEST = 15;

    /** Number of segment register CS. */
    static final int CS = 1;

    /** Number of segment register SS, in the order of instructions: ES, CS, SS, DS, FS, GS. */
    public static final int SS = 2;

    /** Number of segment register DS. */
    public static final int DS = 3;

    private static final int FS = 4;
    private static final int REX = 0x40;
    private static final int REX_W = 8;
    private static final int REX_R = 4;
    private static final int ESCAPE = 0x0F;
    private static final int BY_SIB = 4;

    private HostVirtual code;
    private int limit;
    private int at;
    private boolean whole;
    private boolean known;
    private int codeSize;

    private boolean operandPrefix;
    private boolean addressPrefix;
    private boolean locked;
    private boolean repeated;
    private int segment;
    private int rex;

    private StoreOperation operation;
    private int width;
    private int register;
    private boolean immediate;
    private long constant;

    /** One that has decoded nothing yet. */
    public StoreInstruction() {
        code = new HostVirtual(0);
        operation = StoreOperation.NONE;
    }

    /**
     * Decodes an instruction; {@return whether it is one of those known here and all of it is there}
     *
     * @param instruction its bytes
     * @param count how many there are; more than it needs do no harm
     * @param bits the code segment's size: 16, 32 or 64
     */
    public boolean decode(HostVirtual instruction, int count, int bits) {
        code = instruction;
        limit = Math.min(count, LONGEST);
        at = 0;
        whole = true;
        known = true;
        codeSize = bits;
        operandPrefix = false;
        addressPrefix = false;
        locked = false;
        repeated = false;
        segment = DS;
        rex = 0;
        immediate = false;
        operands(opcode());
        return whole && known && operation != StoreOperation.NONE && (!locked || operation.readsDestination());
    }

    /** {@return whether all of it was there; if it was not, nothing else is known of it} */
    public boolean whole() {
        return whole;
    }

    /** {@return its length in bytes} */
    public int length() {
        return at;
    }

    /** {@return how many bytes it stores: 1, 2, 4 or 8} */
    public int width() {
        return width;
    }

    /** {@return what it does} */
    public StoreOperation operation() {
        return operation;
    }

    /** {@return whether it stores once for each count of rCX, and begins again after each time} */
    public boolean repeats() {
        return repeated && operation.isString();
    }

    /** {@return the segment register that MOVS reads by} */
    public int segment() {
        return segment;
    }

    /** {@return how many bytes of a register make an address: 2, 4 or 8} */
    public int addressBytes() {
        if (codeSize == 64) {
            return addressPrefix ? 4 : 8;
        }
        return codeSize == 32 != addressPrefix ? 4 : 2;
    }

    /** {@return whether the operand is an immediate, not a register} */
    boolean hasImmediate() {
        return immediate;
    }

    /** {@return the immediate, sign-extended} */
    long immediate() {
        return constant;
    }

    /** {@return the number of the register operand} */
    int register() {
        return highByte() ? register - 4 : register;
    }

    /** {@return whether it is bits 15:8 of that register: AH, CH, DH or BH} */
    boolean highByte() {
        return width == 1 && rex == 0 && register >= 4;
    }

    private int opcode() {
        int next = next();
        while (whole) {
            if (codeSize == 64 && (next & 0xF0) == REX) {
                rex = next;
            } else if (isPrefix(next)) {
                rex = 0;
            } else {
                return next;
            }
            next = next();
        }
        return next;
    }

    /** REX counts directly before the opcode only (2.2.1). In 64-bit code the overrides of ES, CS, SS and DS do nothing. */
    private boolean isPrefix(int value) {
        switch (value) {
            case 0x66 -> operandPrefix = true;
            case 0x67 -> addressPrefix = true;
            case 0xF0 -> locked = true;
            case 0xF2, 0xF3 -> repeated = true;
            case 0x64, 0x65 -> segment = FS + (value & 1);
            case 0x26, 0x2E, 0x36, 0x3E -> segment = codeSize == 64 ? segment : value >>> 3 & 3;
            default -> {
                return false;
            }
        }
        return true;
    }

    private void operands(int opcode) {
        operation = StoreOperation.NONE;
        width = operandWidth(opcode);
        switch (opcode) {
            case 0x00, 0x01, 0x08, 0x09, 0x20, 0x21, 0x28, 0x29, 0x30, 0x31 ->
                byRegister(StoreOperation.arithmetic(opcode >>> 3));
            case 0x80, 0x81 -> byImmediate(StoreOperation.arithmetic(modRm()), Math.min(width, 4));
            case 0x83 -> byImmediate(StoreOperation.arithmetic(modRm()), 1);
            case 0x86, 0x87 -> byRegister(StoreOperation.EXCHANGE);
            case 0x88, 0x89 -> byRegister(StoreOperation.MOVE);
            case 0x8F -> pop();
            case 0xA2, 0xA3 -> {
                byAccumulator(StoreOperation.MOVE);
                skip(addressBytes());
            }
            case 0xA4, 0xA5 -> byAccumulator(StoreOperation.MOVE_STRING);
            case 0xAA, 0xAB -> byAccumulator(StoreOperation.STORE_STRING);
            case 0xC6, 0xC7 ->
                byImmediate(modRm() == 0 ? StoreOperation.MOVE : StoreOperation.NONE, Math.min(width, 4));
            case 0xFE, 0xFF -> {
                byImmediate(StoreOperation.step(modRm()), 0);
                constant = 1;
            }
            case ESCAPE -> afterEscape(next());
            default -> known = false;
        }
    }

    private void afterEscape(int opcode) {
        width = operandWidth(1);
        switch (opcode) {
            case 0xC3 -> {
                byRegister(StoreOperation.MOVE);
                known &= !operandPrefix && !repeated;
            }
            case 0xBA -> byImmediate(StoreOperation.bit(modRm()), 1);
            default -> known = false;
        }
    }

    /** Bit 0 of an opcode says whether it is for bytes or for the operand size (appendix B.1.4.3). */
    private int operandWidth(int opcode) {
        if ((opcode & 1) == 0) {
            return 1;
        }
        if ((rex & REX_W) != 0) {
            return 8;
        }
        return codeSize != 16 != operandPrefix ? 4 : 2;
    }

    /** POP has operands of 64 bits in 64-bit code (2.2.1.7). */
    private void pop() {
        operation = modRm() == 0 ? StoreOperation.POP : StoreOperation.NONE;
        if (codeSize == 64 && width == 4) {
            width = 8;
        }
    }

    private void byRegister(StoreOperation known) {
        operation = known;
        register = modRm() | (rex & REX_R) << 1;
    }

    private void byAccumulator(StoreOperation known) {
        operation = known;
        register = 0;
    }

    private void byImmediate(StoreOperation known, int bytes) {
        operation = known;
        immediate = true;
        constant = 0;
        for (int i = 0; i < bytes; i++) {
            constant |= (long) next() << 8 * i;
        }
        int unused = Long.SIZE - 8 * bytes;
        constant = constant << unused >> unused;
    }

    /** Takes ModRM with what belongs to it; {@return its middle field} (2.1.5). */
    private int modRm() {
        int modRm = next();
        int mode = modRm >>> 6;
        int base = modRm & 7;
        if (mode == 3) {
            known = false;
        } else if (addressBytes() == 2) {
            skip(mode == 0 && base == 6 || mode == 2 ? 2 : mode);
        } else {
            if (base == BY_SIB) {
                base = next() & 7;
            }
            skip(mode == 0 && base == 5 || mode == 2 ? 4 : mode);
        }
        return modRm >>> 3 & 7;
    }

    private int next() {
        if (at >= limit) {
            whole = false;
            return 0;
        }
        return code.readByte(at++) & 0xFF;
    }

    private void skip(int bytes) {
        at += bytes;
        whole &= at <= limit;
    }
}
