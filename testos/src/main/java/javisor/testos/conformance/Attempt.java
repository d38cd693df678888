package javisor.testos.conformance;

import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.AssemblySymbol;

/** What the handler in conformance.S wrote down of the last exception or interrupt. */
final class Attempt {
    /** The vector when nothing was raised. */
    static final int NOTHING = -1;

    static final int DIVIDE_ERROR = 0;
    static final int DEBUG = 1;
    static final int NON_MASKABLE = 2;
    static final int BREAKPOINT = 3;
    static final int INVALID_OPCODE = 6;
    static final int GENERAL_PROTECTION = 13;
    static final int PAGE_FAULT = 14;

    private static final int VECTOR = 0x00;
    private static final int ERROR = 0x08;
    private static final int RIP = 0x10;
    private static final int EXPECTED = 0x18;
    private static final int CR2 = 0x20;
    private static final int DR6 = 0x28;
    private static final int STACK = 0x30;
    private static final int COUNT = 0x38;

    private Attempt() {}

    /** {@return the vector, {@link #NOTHING} if the instruction simply ran} */
    static int vector() {
        return (int) record().readLongVolatile(VECTOR);
    }

    /** {@return the error code, 0 if the vector has none} */
    static long errorCode() {
        return record().readLongVolatile(ERROR);
    }

    /** {@return the address the exception reported} */
    static long reportedAt() {
        return record().readLongVolatile(RIP);
    }

    /** {@return the address the exception should report} */
    static long expectedAt() {
        return record().readLongVolatile(EXPECTED);
    }

    /** {@return CR2 in the handler} */
    static long faultAddress() {
        return record().readLongVolatile(CR2);
    }

    /** {@return DR6 in the handler} */
    static long debugStatus() {
        return record().readLongVolatile(DR6);
    }

    /** {@return RSP in the handler} */
    static long handlerStack() {
        return record().readLongVolatile(STACK);
    }

    /** {@return how many exceptions and interrupts came since the start} */
    static long count() {
        return record().readLongVolatile(COUNT);
    }

    /** Forgets what came last. */
    static void clear() {
        record().writeLongVolatile(VECTOR, NOTHING);
    }

    @AssemblySymbol(symbol = "conformance_record")
    private static HostVirtual record() {
        throw Instructions.onMetalOnly();
    }
}
