package javisor.corpus;

import javisor.machine.address.HostPhysical;
import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.AssemblySymbol;
import javisor.machine.annotation.EntryPoint;
import javisor.machine.annotation.PanicHandler;
import javisor.machine.boot.BootInfo;
import javisor.machine.boot.Settings;
import javisor.machine.console.CharacterSink;
import javisor.machine.console.Console;
import javisor.machine.console.SerialPort;
import javisor.machine.instruction.Cpu;
import javisor.machine.instruction.Ports;
import javisor.machine.memory.BootArena;
import javisor.machine.trace.PanicText;
import javisor.machine.trace.StackTrace;

/**
 * The corpus as an image of its own. Without settings it runs every program that does not panic, a line {@code == NUMBER} before each;
 * with the setting {@code panic=NUMBER} (hexadecimal) it runs that one of the others; with {@code arena=sealed} or
 * {@code arena=exhausted} one of {@link ArenaFailures}.
 */
public final class CorpusImage {
    /** Begins the line before each program; the program's number follows in decimal. */
    public static final String SEPARATOR = "== ";

    /** The line after the last program. */
    public static final String END = "== end";

    /** Begins the line that says how a program failed; the stack trace follows. */
    public static final String PANIC = "panic: ";

    private static final SerialPort SERIAL = new SerialPort(SerialPort.COM1);

    private static final Console CONSOLE = new Console("", new CharacterSink[] {SERIAL});
    private static final Settings SETTINGS = new Settings();
    private static final StackTrace STACK_TRACE = new StackTrace();
    private static final int ARENA_BYTES = 48 * 1024;
    private static final int POWER_PORT = 0x604;
    private static final int POWER_OFF = 0x2000;

    private CorpusImage() {}

    /** Called by the start code; ends with the machine switched off. */
    @EntryPoint(symbol = "javisor_boot")
    static void boot(HostPhysical bootInfo) {
        BootArena.reserve(ARENA_BYTES);
        BootInfo boot = new BootInfo(bootInfo.toVirtual());
        SERIAL.open();
        Out.use(CONSOLE);
        Input.start((int) boot.acpiRootPointer());
        SETTINGS.attach(new HostPhysical(boot.settingsAddress()).toVirtual(), boot.settingsBytes());
        if (SETTINGS.is("arena", "sealed")) {
            ArenaFailures.allocateAfterSeal();
        } else if (SETTINGS.is("arena", "exhausted")) {
            ArenaFailures.allocateForever();
        }
        long panicking = SETTINGS.hexadecimal("panic", 0);
        if (panicking >= 0) {
            run(Catalogue.panicking((int) panicking));
        } else {
            for (int i = 0; i < Catalogue.passing(); i++) {
                CONSOLE.print(SEPARATOR).decimal(i).println();
                run(Catalogue.passing(i));
            }
        }
        CONSOLE.println(END);
        CONSOLE.print("arena: ").decimal(BootArena.usedBytes()).println();
        powerOff();
    }

    private static void run(Program program) {
        program.run();
    }

    /** Prints what happened as the JVM would, and switches the machine off. */
    @PanicHandler
    static void panic(Throwable cause, HostVirtual framePointer, HostVirtual returnAddress) {
        CONSOLE.print(PANIC);
        PanicText.print(CONSOLE, cause);
        CONSOLE.println();
        STACK_TRACE.print(CONSOLE, traceTable(), returnAddress.subtract(1), framePointer, framePointer, stackTop());
        powerOff();
    }

    private static void powerOff() {
        SERIAL.drain();
        Ports.out16(POWER_PORT, POWER_OFF);
        while (true) {
            Cpu.halt();
        }
    }

    @AssemblySymbol(symbol = "javisor_trace_table")
    private static HostVirtual traceTable() {
        throw new IllegalStateException("on the JVM the exception carries its own trace");
    }

    @AssemblySymbol(symbol = "javisor_stack_top")
    private static HostVirtual stackTop() {
        throw new IllegalStateException("on the JVM the stack is the JVM's");
    }
}
