package javisor.hypervisor.apic;

/** What an instruction that stores to memory does with its operand, and what with the memory it stores to. */
public enum StoreOperation {
    /** Nothing known. */
    NONE,

    /** Stores a register or an immediate: MOV, MOVNTI. */
    MOVE,

    /** Stores a register into memory and memory into the register: XCHG. */
    EXCHANGE,

    /** Stores rAX to ES:rDI: STOS. */
    STORE_STRING,

    /** Stores what is at DS:rSI to ES:rDI: MOVS. */
    MOVE_STRING,

    /** Stores what is at SS:rSP: POP. */
    POP,

    /** Adds to memory: ADD. */
    ADD,

    /** Sets bits in memory: OR. */
    OR,

    /** Clears bits in memory: AND. */
    AND,

    /** Subtracts from memory: SUB. */
    SUBTRACT,

    /** Inverts bits in memory: XOR. */
    EXCLUSIVE_OR,

    /** Adds 1 and leaves the carry flag alone: INC. */
    INCREMENT,

    /** Subtracts 1 and leaves the carry flag alone: DEC. */
    DECREMENT,

    /** Sets one bit: BTS. */
    SET_BIT,

    /** Clears one bit: BTR. */
    RESET_BIT,

    /** Inverts one bit: BTC. */
    COMPLEMENT_BIT;

    /** {@return the operation group 1 and the opcodes below 40h have under {@code number}; {@link #NONE} for those not known here} */
    static StoreOperation arithmetic(int number) {
        return switch (number) {
            case 0 -> ADD;
            case 1 -> OR;
            case 4 -> AND;
            case 5 -> SUBTRACT;
            case 6 -> EXCLUSIVE_OR;
            default -> NONE;
        };
    }

    /** {@return the operation groups 4 and 5 have under {@code number}; the others store nothing there} */
    static StoreOperation step(int number) {
        return switch (number) {
            case 0 -> INCREMENT;
            case 1 -> DECREMENT;
            default -> NONE;
        };
    }

    /** {@return the operation group 8 has under {@code number}; BT stores nothing} */
    static StoreOperation bit(int number) {
        return switch (number) {
            case 5 -> SET_BIT;
            case 6 -> RESET_BIT;
            case 7 -> COMPLEMENT_BIT;
            default -> NONE;
        };
    }

    /** {@return whether what is stored depends on what was there} Of the operations known here these may be locked. */
    public boolean readsDestination() {
        return this == EXCHANGE || ordinal() >= ADD.ordinal();
    }

    /** {@return whether a repeat prefix repeats it} */
    public boolean isString() {
        return this == STORE_STRING || this == MOVE_STRING;
    }
}
