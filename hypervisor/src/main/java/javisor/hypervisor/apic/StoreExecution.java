package javisor.hypervisor.apic;

import javisor.hypervisor.virtualisation.AllRegisters;
import javisor.machine.x86.Rflags;

/**
 * What a {@link StoreInstruction} stores, and what else it changes: registers, the stack pointer, flags (Intel SDM vol. 2, chapters 3
 * to 5). {@code operand} is what the instruction reads from memory, zero-extended: the destination before the store where
 * {@link StoreOperation#readsDestination}, the source of MOVS or POP, else nothing. {@code rsp} is the stack pointer before.
 */
public final class StoreExecution {
    private static final int RSP = AllRegisters.RSP;
    private static final int RSI = 6;
    private static final int RDI = 7;

    private StoreExecution() {}

    /** {@return the value stored, zero-extended} */
    public static long value(StoreInstruction store, AllRegisters registers, long rsp, long operand) {
        long own = own(store, registers, rsp);
        long result = switch (store.operation()) {
            case NONE, MOVE, EXCHANGE, STORE_STRING -> own;
            case MOVE_STRING, POP -> operand;
            case ADD, INCREMENT -> operand + own;
            case OR -> operand | own;
            case AND -> operand & own;
            case SUBTRACT, DECREMENT -> operand - own;
            case EXCLUSIVE_OR -> operand ^ own;
            case SET_BIT -> operand | bit(store);
            case RESET_BIT -> operand & ~bit(store);
            case COMPLEMENT_BIT -> operand ^ bit(store);
        };
        return result & ones(store.width());
    }

    /** {@return the offset in segment {@link StoreInstruction#segment} MOVS reads from} */
    public static long sourceOfMove(StoreInstruction store, AllRegisters registers) {
        return registers.general(RSI) & ones(store.addressBytes());
    }

    /**
     * {@return the offset in SS that POP reads from}
     *
     * @param stackBytes how many bytes of rSP make an address: 2, 4 or 8
     */
    public static long sourceOfPop(long rsp, int stackBytes) {
        return rsp & ones(stackBytes);
    }

    /** {@return RFLAGS after it; flags the manual leaves undefined are cleared by logic and kept by bit instructions} Before {@link #complete}. */
    public static long flags(StoreInstruction store, AllRegisters registers, long rsp, long operand, long rflags) {
        long own = own(store, registers, rsp) & ones(store.width());
        long result = value(store, registers, rsp, operand);
        return switch (store.operation()) {
            case NONE, MOVE, EXCHANGE, STORE_STRING, MOVE_STRING, POP -> rflags;
            case SET_BIT, RESET_BIT, COMPLEMENT_BIT -> rflags & ~Rflags.CF | flag(operand & bit(store), Rflags.CF);
            case OR, AND, EXCLUSIVE_OR -> arithmetic(store, rflags, result, 0, 0, 0);
            case ADD, INCREMENT -> {
                boolean carry = Long.compareUnsigned(result, own) < 0;
                long overflow = (operand ^ result) & (own ^ result);
                yield arithmetic(store, rflags, result, carry ? Rflags.CF : 0, overflow, operand ^ own ^ result);
            }
            case SUBTRACT, DECREMENT -> {
                boolean borrow = Long.compareUnsigned(operand, own) < 0;
                long overflow = (operand ^ own) & (operand ^ result);
                yield arithmetic(store, rflags, result, borrow ? Rflags.CF : 0, overflow, operand ^ own ^ result);
            }
        };
    }

    /**
     * Changes the general registers but RSP: the register exchanged, rSI, rDI and the count of one repetition. Has to come last.
     *
     * @param rflags the flags before
     */
    public static void complete(StoreInstruction store, AllRegisters registers, long operand, long rflags) {
        if (store.operation() == StoreOperation.EXCHANGE && store.register() != RSP) {
            int number = store.register();
            registers.general(number, exchanged(store, registers.general(number), operand));
        }
        if (!store.operation().isString()) {
            return;
        }
        long step = (rflags & Rflags.DF) != 0 ? -store.width() : store.width();
        advance(store, registers, RDI, step);
        if (store.operation() == StoreOperation.MOVE_STRING) {
            advance(store, registers, RSI, step);
        }
        if (store.repeats()) {
            advance(store, registers, AllRegisters.RCX, -1);
        }
    }

    /** {@return RSP after it, which POP moves and XCHG may give away} */
    public static long stackPointer(StoreInstruction store, long rsp, long operand, int stackBytes) {
        if (store.operation() == StoreOperation.POP) {
            return merge(rsp, rsp + store.width(), stackBytes);
        }
        boolean exchanges = store.operation() == StoreOperation.EXCHANGE && store.register() == RSP;
        return exchanges ? exchanged(store, rsp, operand) : rsp;
    }

    private static long own(StoreInstruction store, AllRegisters registers, long rsp) {
        if (store.hasImmediate()) {
            return store.immediate();
        }
        long value = store.register() == RSP ? rsp : registers.general(store.register());
        return store.highByte() ? value >>> 8 : value;
    }

    private static long bit(StoreInstruction store) {
        return 1L << (store.immediate() & 8 * store.width() - 1);
    }

    private static long arithmetic(
            StoreInstruction store, long rflags, long result, long carry, long overflow, long adjust) {
        long sign = 1L << 8 * store.width() - 1;
        boolean step = store.operation() == StoreOperation.INCREMENT || store.operation() == StoreOperation.DECREMENT;
        long changed = Rflags.PF | Rflags.AF | Rflags.ZF | Rflags.SF | Rflags.OF | (step ? 0 : Rflags.CF);
        return rflags & ~changed
                | (step ? 0 : carry)
                | flag(~Long.bitCount(result & 0xFF) & 1, Rflags.PF)
                | adjust & Rflags.AF
                | (result == 0 ? Rflags.ZF : 0)
                | flag(result & sign, Rflags.SF)
                | flag(overflow & sign, Rflags.OF);
    }

    private static long flag(long condition, long flag) {
        return condition != 0 ? flag : 0;
    }

    private static long exchanged(StoreInstruction store, long before, long operand) {
        return store.highByte() ? before & ~0xFF00L | (operand & 0xFF) << 8 : merge(before, operand, store.width());
    }

    private static void advance(StoreInstruction store, AllRegisters registers, int number, long step) {
        long before = registers.general(number);
        registers.general(number, merge(before, before + step, store.addressBytes()));
    }

    /** A register after a write of its low bytes: one of four clears those above (Intel SDM vol. 1, 3.4.1.1). */
    private static long merge(long before, long value, int bytes) {
        return bytes == 4 ? value & ones(4) : before & ~ones(bytes) | value & ones(bytes);
    }

    private static long ones(int bytes) {
        return -1L >>> Long.SIZE - 8 * bytes;
    }
}
