package javisor.hypervisor.panic;

import javisor.machine.address.HostVirtual;
import javisor.machine.console.Console;

/**
 * A processor exception in resident code, in the words of a Java exception. What Java's own checks find never gets here: these are
 * wild accesses through raw addresses, an exhausted stack, broken hardware.
 */
final class ExceptionText {
    static final int DOUBLE_FAULT = 8;
    static final int PAGE_FAULT = 14;

    private static final int PAGE = 4096;
    private static final int ERROR_PRESENT = 1;
    private static final int ERROR_WRITE = 1 << 1;
    private static final int ERROR_RESERVED = 1 << 3;
    private static final int ERROR_FETCH = 1 << 4;

    private ExceptionText() {}

    /** {@return whether {@code vector} and the address in CR2 say that a stack has met its guard page} */
    static boolean isStackOverflow(
            int vector, HostVirtual address, HostVirtual stackGuard, HostVirtual faultStackGuard) {
        boolean memory = vector == PAGE_FAULT || vector == DOUBLE_FAULT;
        return memory && (inPage(address, stackGuard) || inPage(address, faultStackGuard));
    }

    /** Prints an exception that is no stack overflow; the line is left open. */
    static void print(Console console, int vector, int errorCode, HostVirtual address) {
        console.print("java.lang.InternalError: ");
        if (vector == PAGE_FAULT) {
            console.print(access(errorCode)).hex(address.rawValue()).print(reason(errorCode));
            return;
        }
        console.print(name(vector)).print(" (vector ").decimal(vector);
        if (errorCode != 0) {
            console.print(", error code ").hex(errorCode & 0xFFFF_FFFFL);
        }
        console.character(')');
    }

    private static boolean inPage(HostVirtual address, HostVirtual page) {
        return address.aboveOrEqual(page) && address.belowThan(page.add(PAGE));
    }

    private static String access(int errorCode) {
        if ((errorCode & ERROR_FETCH) != 0) {
            return "wild jump to ";
        }
        return (errorCode & ERROR_WRITE) != 0 ? "wild write to " : "wild read of ";
    }

    private static String reason(int errorCode) {
        if ((errorCode & ERROR_RESERVED) != 0) {
            return ": damaged page table";
        }
        if ((errorCode & ERROR_PRESENT) == 0) {
            return ": nothing is mapped there";
        }
        return (errorCode & ERROR_FETCH) != 0 ? ": not code" : ": read-only";
    }

    private static String name(int vector) {
        return switch (vector) {
            case 0 -> "divide error";
            case 1 -> "debug exception";
            case 3 -> "breakpoint";
            case 4 -> "overflow";
            case 5 -> "bound range exceeded";
            case 6 -> "invalid opcode";
            case 7 -> "device not available";
            case DOUBLE_FAULT -> "double fault";
            case 10 -> "invalid TSS";
            case 11 -> "segment not present";
            case 12 -> "stack fault";
            case 13 -> "general protection fault";
            case 16 -> "x87 floating-point error";
            case 17 -> "alignment check";
            case 18 -> "machine check";
            case 19 -> "SIMD floating-point error";
            case 21 -> "control-protection exception";
            case 28 -> "hypervisor injection exception";
            case 29 -> "VMM communication exception";
            case 30 -> "security exception";
            default -> "unexpected exception";
        };
    }
}
