package javisor.hypervisor.vmx.task;

import javisor.hypervisor.linear.LinearMemory;
import javisor.hypervisor.vmx.vmcs.Interruption;
import javisor.machine.instruction.ControlRegisters;

/**
 * The first fault of a task switch. When an event was being delivered through a task gate, the fault is a second one: its error code
 * tells whether the first was external to the program (EXT, Intel SDM vol. 3, 6.13), and the two may make a double fault or a shutdown
 * (6.15, table 6-5).
 */
final class TaskFault {
    private static final int NONE = -1;
    private static final int EXTERNAL = 1;
    private static final int SELECTOR = 0xFFFC;

    /** #DE, #TS, #NP, #SS, #GP and #CP. */
    private static final int CONTRIBUTORY = 1 | 1 << 10 | 1 << 11 | 1 << 12 | 1 << 13 | 1 << 21;

    private long event;
    private int vector;
    private int errorCode;

    /** Starts a task switch on account of {@code deliveredEvent}, 0 if an instruction names the task itself. */
    void begin(long deliveredEvent) {
        event = deliveredEvent;
        vector = NONE;
    }

    /** {@return whether there is one} */
    boolean raised() {
        return vector != NONE;
    }

    /** Raises an exception whose error code names a selector, or 0; {@return false, since it is no success} */
    boolean raise(int newVector, int selector) {
        if (!raised()) {
            vector = newVector;
            errorCode = selector & SELECTOR | external();
        }
        return false;
    }

    /** Turns a fault of memory, if there is one, into the page fault; {@return whether there is no fault at all} */
    boolean none(LinearMemory memory) {
        if (memory.faulted() && !raised()) {
            vector = Interruption.PF;
            errorCode = memory.errorCode();
            ControlRegisters.writeCr2(memory.faultAddress());
        }
        return !raised();
    }

    /** Has the next VM entry deliver the fault, if there is one; {@return false if that is a shutdown} */
    boolean deliver() {
        if (!raised()) {
            return true;
        }
        int first = (event & Interruption.VALID) != 0 && Interruption.type(event) == Interruption.HARDWARE_EXCEPTION
                ? Interruption.vector(event)
                : NONE;
        if (first == Interruption.DF) {
            return false;
        }
        boolean twice = first == Interruption.PF || contributory(first) && contributory(vector);
        if (twice) {
            Interruption.raise(Interruption.DF, 0);
        } else {
            Interruption.fault(vector, errorCode);
        }
        return true;
    }

    /** EXT: for interrupts and exceptions, INT1 among them, but not for INT n, INT3 and INTO. */
    private int external() {
        int type = Interruption.type(event);
        boolean byProgram = type == Interruption.SOFTWARE_INTERRUPT || type == Interruption.SOFTWARE_EXCEPTION;
        return (event & Interruption.VALID) != 0 && !byProgram ? EXTERNAL : 0;
    }

    private static boolean contributory(int number) {
        return number >= 0 && number < Integer.SIZE && (CONTRIBUTORY >>> number & 1) != 0;
    }
}
