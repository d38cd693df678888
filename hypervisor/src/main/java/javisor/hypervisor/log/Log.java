package javisor.hypervisor.log;

import javisor.machine.console.CharacterSink;
import javisor.machine.console.Console;
import javisor.machine.console.SerialPort;
import javisor.machine.console.TextScreen;

/** Javisor's own console: COM1, the text screen and the log ring, each line marked {@code [javisor]}. */
public final class Log {
    private static final String PREFIX = "[javisor] ";
    private static final SerialPort SERIAL = new SerialPort(SerialPort.COM1);
    private static final TextScreen SCREEN = new TextScreen();
    private static final LogRing RING = new LogRing();
    private static final Console CONSOLE = new Console(PREFIX, new CharacterSink[] {SERIAL, SCREEN, RING});
    private static final Console EMERGENCY = new Console(PREFIX, new CharacterSink[] {SERIAL});

    private Log() {}

    /** {@return the console} */
    public static Console console() {
        return CONSOLE;
    }

    /** {@return a console of the serial port alone, for when printing itself has failed} */
    public static Console emergencyConsole() {
        return EMERGENCY;
    }

    /** Opens all of it, at boot. */
    public static void open() {
        RING.open();
        reopen();
    }

    /** Takes serial port and screen again after a guest has had them. */
    public static void reopen() {
        SERIAL.open();
        SCREEN.open();
    }

    /** Waits until what was printed has left the machine. */
    public static void drain() {
        SERIAL.drain();
    }
}
