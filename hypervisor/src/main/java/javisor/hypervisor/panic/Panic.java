package javisor.hypervisor.panic;

import javisor.hypervisor.log.Log;
import javisor.hypervisor.memory.ProcessorMemory;
import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.AssemblySymbol;
import javisor.machine.annotation.EntryPoint;
import javisor.machine.annotation.PanicHandler;
import javisor.machine.console.Console;
import javisor.machine.hosted.Hosted;
import javisor.machine.instruction.ControlRegisters;
import javisor.machine.instruction.Cpu;
import javisor.machine.trace.PanicText;
import javisor.machine.trace.StackTrace;

/**
 * The end of every failed check, {@code throw} and processor exception in resident code: says on serial port, screen and log ring what
 * happened, where in the Java source, and in which state, then stops with interrupts off. A panic while reporting one says so in one
 * line; a third stops at once. Of several processors one reports, see {@link LastWord}.
 */
public final class Panic {
    private static final int PAGE = 4096;
    private static final StackTrace TRACE = new StackTrace();

    private static int depth;
    private static GuestSummary[] guests = {};

    private Panic() {}

    /** Makes the element of the processor that panics part of its report from now on; null says nothing. */
    public static void guests(GuestSummary[] byProcessor) {
        guests = byProcessor;
    }

    /** Reports {@code cause} and stops the machine. */
    @PanicHandler
    static void panic(Throwable cause, HostVirtual framePointer, HostVirtual returnAddress) {
        Console console = begin();
        if (console != null) {
            console.print("PANIC: ");
            PanicText.print(console, cause);
            console.println();
            printTrace(console, returnAddress.subtract(1), framePointer);
            finish(console);
        }
        LastWord.halt();
    }

    /** Reports a processor exception and stops the machine, unless it is one to recover from. Called by the exception stubs. */
    @EntryPoint(symbol = "javisor_exception")
    static void exception(ExceptionFrame frame) {
        if (!FaultRecovery.recover(frame)) {
            report(frame);
            LastWord.halt();
        }
    }

    private static void report(ExceptionFrame frame) {
        HostVirtual address = new HostVirtual(ControlRegisters.readCr2());
        Console console = begin();
        if (console == null) {
            emergency(frame, address);
        } else {
            console.print("PANIC: ");
            if (ExceptionText.isStackOverflow(
                    frame.vector(),
                    address,
                    ProcessorMemory.guard(processor()),
                    ProcessorMemory.faultGuard(processor()))) {
                console.print("java.lang.StackOverflowError: the resident stack is used up");
            } else {
                ExceptionText.print(console, frame.vector(), frame.errorCode(), address);
            }
            console.println();
            printTrace(console, frame.instruction(), frame.framePointer());
            printRegisters(console, frame);
            finish(console);
        }
    }

    /** Where the table that turns addresses into Java methods and lines stands. */
    @AssemblySymbol(symbol = "javisor_trace_table")
    private static HostVirtual traceTable() {
        return new HostVirtual(Hosted.platform().execute("address of javisor_trace_table", 0));
    }

    /** The console to report on; null if this is a panic inside a panic. */
    private static Console begin() {
        Cpu.disableInterrupts();
        LastWord.take(processor());
        depth++;
        if (depth == 2) {
            Log.emergencyConsole().println().println("PANIC while reporting a panic");
        }
        if (depth > 1) {
            return null;
        }
        Log.reopen();
        return Log.console().println();
    }

    private static void emergency(ExceptionFrame frame, HostVirtual address) {
        if (depth == 2) {
            ExceptionText.print(Log.emergencyConsole(), frame.vector(), frame.errorCode(), address);
            Log.emergencyConsole()
                    .print(" at ")
                    .hex(frame.instruction().rawValue())
                    .println();
        }
    }

    private static void printTrace(Console console, HostVirtual instruction, HostVirtual framePointer) {
        int own = processor();
        boolean onFaultStack = onStack(framePointer, ProcessorMemory.faultGuard(own), ProcessorMemory.faultTop(own));
        HostVirtual guard = onFaultStack ? ProcessorMemory.faultGuard(own) : ProcessorMemory.guard(own);
        HostVirtual top = onFaultStack ? ProcessorMemory.faultTop(own) : ProcessorMemory.top(own);
        TRACE.print(console, traceTable(), instruction, framePointer, guard.add(PAGE), top);
    }

    /** The processor this runs on, by its stack. */
    private static int processor() {
        return ProcessorMemory.owner(Cpu.framePointer());
    }

    private static boolean onStack(HostVirtual address, HostVirtual guard, HostVirtual top) {
        return address.aboveOrEqual(guard) && address.belowThan(top);
    }

    private static void printRegisters(Console console, ExceptionFrame frame) {
        register(console, "rip ", frame.instruction().rawValue());
        register(console, " rsp ", frame.stackPointer().rawValue());
        register(console, " rflags ", frame.register(ExceptionFrame.RFLAGS));
        console.println();
        registers(console, frame, "rax ", ExceptionFrame.RAX, " rbx ", ExceptionFrame.RBX, " rcx ", ExceptionFrame.RCX);
        registers(console, frame, "rdx ", ExceptionFrame.RDX, " rsi ", ExceptionFrame.RSI, " rdi ", ExceptionFrame.RDI);
        registers(
                console, frame, "rbp ", ExceptionFrame.RBP, " r8  ", ExceptionFrame.R8, " r9  ", ExceptionFrame.R8 + 8);
        int r10 = ExceptionFrame.R8 + 16;
        registers(console, frame, "r10 ", r10, " r11 ", r10 + 8, " r12 ", r10 + 16);
        registers(console, frame, "r13 ", r10 + 24, " r14 ", r10 + 32, " r15 ", r10 + 40);
    }

    private static void registers(
            Console console,
            ExceptionFrame frame,
            String name1,
            int at1,
            String name2,
            int at2,
            String name3,
            int at3) {
        register(console, name1, frame.register(at1));
        register(console, name2, frame.register(at2));
        register(console, name3, frame.register(at3));
        console.println();
    }

    private static void register(Console console, String name, long value) {
        console.print(name).hexDigits(value, 16);
    }

    private static void finish(Console console) {
        register(console, "cr0 ", ControlRegisters.readCr0());
        register(console, " cr2 ", ControlRegisters.readCr2());
        console.println();
        register(console, "cr3 ", ControlRegisters.readCr3());
        register(console, " cr4 ", ControlRegisters.readCr4());
        console.println();
        int own = processor();
        if (guests.length > 1) {
            console.print("processor ")
                    .decimal(own)
                    .print(" of ")
                    .decimal(guests.length)
                    .println();
        }
        if (own < guests.length && guests[own] != null) {
            guests[own].print(console);
        }
        console.println("Javisor has stopped. Switch the machine off.");
        Log.drain();
    }
}
