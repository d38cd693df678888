package javisor.machine.trace;

import javisor.machine.address.HostVirtual;
import javisor.machine.console.Console;

/**
 * Walks the chain of frame pointers (System V AMD64 ABI, 3.2.2: each frame holds its caller's RBP at 0 and the return address at 8)
 * and prints the Java calls. It reads nothing outside the stack it is told of, so a damaged stack ends the trace and nothing else. What recursion repeats is
 * counted rather than printed, so that the report's first line stays on the screen.
 */
public final class StackTrace {
    private static final int MOST_CALLS = 64;

    private final TraceTable table = new TraceTable();

    /** A walker; it keeps nothing between traces. */
    public StackTrace() {}

    /**
     * Prints the calls that lead to {@code instruction}, the innermost first.
     *
     * @param traceTable where the image's table stands
     * @param instruction an address inside the innermost instruction: the faulting one, or one byte before a return address
     * @param framePointer RBP of the frame that instruction runs in
     * @param stackLow lowest address of the stack
     * @param stackHigh the address after the stack's highest
     */
    public void print(
            Console console,
            HostVirtual traceTable,
            HostVirtual instruction,
            HostVirtual framePointer,
            HostVirtual stackLow,
            HostVirtual stackHigh) {
        table.open(traceTable);
        printOne(console, instruction);
        HostVirtual frame = framePointer;
        HostVirtual last = new HostVirtual(0);
        int repeats = 0;
        int printed = 0;
        while (isFrame(frame, stackLow, stackHigh)) {
            HostVirtual returnAddress = new HostVirtual(frame.readLong(8));
            if (returnAddress.rawValue() == 0) {
                break;
            }
            if (returnAddress.equal(last)) {
                repeats++;
            } else {
                printRepeats(console, repeats);
                repeats = 0;
                printed++;
                if (printed > MOST_CALLS) {
                    console.println("    ... more calls");
                    return;
                }
                printOne(console, returnAddress.subtract(1));
            }
            last = returnAddress;
            HostVirtual caller = new HostVirtual(frame.readLong(0));
            if (!frame.belowThan(caller)) {
                break;
            }
            frame = caller;
        }
        printRepeats(console, repeats);
    }

    private static boolean isFrame(HostVirtual frame, HostVirtual stackLow, HostVirtual stackHigh) {
        return frame.aboveOrEqual(stackLow) && frame.isAligned(8) && frame.belowThan(stackHigh.subtract(15));
    }

    private static void printRepeats(Console console, int repeats) {
        if (repeats != 0) {
            console.print("    ... and ").decimal(repeats).println(" times more");
        }
    }

    private void printOne(Console console, HostVirtual instruction) {
        if (!table.print(console, instruction)) {
            console.print("    at ").hex(instruction.rawValue()).println();
        }
    }
}
