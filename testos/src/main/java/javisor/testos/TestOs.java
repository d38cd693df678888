package javisor.testos;

import javisor.machine.acpi.AcpiTables;
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
import javisor.machine.console.TextScreen;
import javisor.machine.trace.PanicText;
import javisor.machine.trace.StackTrace;
import javisor.testos.conformance.Conformance;

/**
 * The test OS: says on COM1 and on the screen what machine it finds, measures what CPUID costs, probes memory if it is told to, and
 * powers the machine off. The last line before that is {@code testos: done}, so a log without it is a failure.
 */
public final class TestOs {
    /** Where the part of physical memory that the loader maps ends. */
    static final long MAPPED = 1L << 32;

    private static final SerialPort SERIAL = new SerialPort(SerialPort.COM1);
    private static final TextScreen SCREEN = new TextScreen();
    private static final Console CONSOLE = new Console("", new CharacterSink[] {SERIAL, SCREEN});
    private static final Settings SETTINGS = new Settings();
    private static final AcpiTables ACPI = new AcpiTables();
    private static final PowerOff POWER_OFF = new PowerOff(CONSOLE, ACPI);
    private static final StackTrace STACK_TRACE = new StackTrace();

    private TestOs() {}

    /** Called by the start code with the physical address of the {@link BootInfo}; does not return. */
    @EntryPoint(symbol = "javisor_boot")
    static void boot(HostPhysical bootInfo) {
        run(new BootInfo(bootInfo.toVirtual()));
        SERIAL.drain();
        POWER_OFF.run();
    }

    /** Everything but powering off. */
    static void run(BootInfo boot) {
        SERIAL.open();
        SCREEN.open();
        SETTINGS.attach(new HostPhysical(boot.settingsAddress()).toVirtual(), boot.settingsBytes());
        CONSOLE.println("testos: Javisor test OS");
        new ProcessorReport(CONSOLE).print();
        new BiosReport(CONSOLE, boot).print();
        ACPI.locate(new HostPhysical(boot.acpiRootPointer()), new HostPhysical(MAPPED));
        new ProcessorCount(CONSOLE, ACPI).print();
        new OtherProcessors(CONSOLE, ACPI).print();
        new CpuidTiming(CONSOLE).print();
        probeIfAsked();
        suiteIfAsked();
        CONSOLE.println("testos: done");
    }

    private static void probeIfAsked() {
        if (SETTINGS.length("probe") < 0) {
            return;
        }
        long first = SETTINGS.hexadecimal("probe", 0);
        long last = SETTINGS.hexadecimal("probe", 1);
        if (first == -1) {
            CONSOLE.println("probe: not understood, write probe=FIRST-LAST with hexadecimal addresses");
        } else {
            new MemoryProbe(CONSOLE).run(first, last == -1 ? first : last);
        }
    }

    private static void suiteIfAsked() {
        if (SETTINGS.is("suite", "conformance")) {
            new Conformance(CONSOLE).run();
        } else if (SETTINGS.is("suite", "triple-fault")) {
            new Conformance(CONSOLE).tripleFault();
        } else if (SETTINGS.length("suite") >= 0) {
            CONSOLE.println("suite: unknown, there are conformance and triple-fault");
        }
    }

    /** {@return where the test OS prints} */
    public static Console console() {
        return CONSOLE;
    }

    /** Ends the test OS with the exception and the Java calls that led to it; the machine stays on for a debugger. */
    @PanicHandler
    static void panic(Throwable cause, HostVirtual framePointer, HostVirtual returnAddress) {
        CONSOLE.println();
        CONSOLE.print("panic: ");
        PanicText.print(CONSOLE, cause);
        CONSOLE.println();
        STACK_TRACE.print(CONSOLE, traceTable(), returnAddress.subtract(1), framePointer, framePointer, stackTop());
        SERIAL.drain();
        POWER_OFF.run();
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
