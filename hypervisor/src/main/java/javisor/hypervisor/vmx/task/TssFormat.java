package javisor.hypervisor.vmx.task;

/**
 * The two formats of a task-state segment (Intel SDM vol. 3, 8.2.1 and 8.6). Both list the same things in the same order, in slots of
 * their width: instruction pointer, flags, eight general registers, segment selectors (four or six), LDT selector. Only the larger one
 * has CR3 and the trap flag.
 */
enum TssFormat {
    BITS_16(2, 0x0E, 4, 0x2B),
    BITS_32(4, 0x20, 6, 0x67);

    /** General registers in the list. */
    static final int REGISTERS = 8;

    /** Offset of CR3. */
    static final int CR3 = 0x1C;

    /** Offset of the trap flag. */
    static final int TRAP = 0x64;

    private final int width;
    private final int first;
    private final int segments;
    private final int lastOffset;

    TssFormat(int width, int first, int segments, int lastOffset) {
        this.width = width;
        this.first = first;
        this.segments = segments;
        this.lastOffset = lastOffset;
    }

    /** {@return the format of a descriptor type 1 or 3, 9 or 11} */
    static TssFormat ofType(int type) {
        return (type & 8) == 0 ? BITS_16 : BITS_32;
    }

    /** {@return bytes in a slot} */
    int width() {
        return width;
    }

    /** {@return how many segment selectors there are, ES, CS, SS and DS first} */
    int segments() {
        return segments;
    }

    /** {@return the least limit a descriptor may give} */
    int lastOffset() {
        return lastOffset;
    }

    /** {@return where what a switch away saves starts: the instruction pointer} */
    int instructionPointer() {
        return first;
    }

    /** {@return offset of the flags} */
    int flags() {
        return first + width;
    }

    /** {@return offset of general register {@code number}} */
    int general(int number) {
        return first + (2 + number) * width;
    }

    /** {@return offset of segment selector {@code number}} */
    int segment(int number) {
        return general(REGISTERS) + number * width;
    }

    /** {@return offset of the LDT selector, the first thing a switch away does not save} */
    int localTable() {
        return segment(segments);
    }
}
