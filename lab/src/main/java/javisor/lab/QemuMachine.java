package javisor.lab;

import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A machine in QEMU. QEMU connects to a socket of ours and waits there until it is told to go on, so nothing that the
 * machine does is missed; its serial port is QEMU's standard output.
 */
public final class QemuMachine extends RunningMachine {
    static final String MONITOR_SOCKET = "monitor";

    private final QemuConnection connection;
    private final QemuMonitor monitor;
    private volatile Consumer<QemuMonitor> lastLook = look -> {};

    private QemuMachine(EmulatorProcess process, SerialLog serial, QemuConnection connection) {
        super(process, serial);
        this.connection = connection;
        this.monitor = new QemuMonitor(connection, process);
        connection.atShutdown(this::finish);
    }

    static QemuMachine start(
            List<String> command, ScratchDirectory scratch, MachineSpec spec, Consumer<SerialLine> listener) {
        Path socket = scratch.file(MONITOR_SOCKET);
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            EmulatorProcess process = EmulatorProcess.start(command, scratch, QemuMachine::tellsOfFailure);
            QemuConnection connection = connect(server, process);
            SerialLog serial = new SerialLog(listener);
            EmulatorProcess.reader(
                    "serial port", () -> serial.fill(process.process().getInputStream()));
            QemuMachine machine = new QemuMachine(process, serial, connection);
            machine.begin(spec);
            return machine;
        } catch (IOException failure) {
            scratch.close();
            throw new EmulatorException(
                    "the emulator's monitor cannot be served at " + socket + ": " + failure.getMessage(), failure);
        }
    }

    /** {@return the way to look into the machine} */
    public QemuMonitor monitor() {
        return monitor;
    }

    /** Looks into the machine once more when it has shut down by itself, before it is gone. */
    public void atEnd(Consumer<QemuMonitor> look) {
        lastLook = look;
    }

    @Override
    OutputStream serialInput() {
        return process().process().getOutputStream();
    }

    @Override
    Outcome judge(EmulatorProcess gone) {
        connection.awaitEnd(Duration.ofSeconds(2));
        String reason = connection.shutdownReason();
        Outcome.Ending ending = switch (reason) {
            case "guest-shutdown" -> Outcome.Ending.POWER_OFF;
            case "guest-reset" -> Outcome.Ending.RESET;
            default -> gone.stopped() ? Outcome.Ending.STOPPED : Outcome.Ending.EMULATOR_FAILED;
        };
        return new Outcome(ending, ending == Outcome.Ending.EMULATOR_FAILED ? failure(gone) : "");
    }

    private void finish() {
        try {
            lastLook.accept(monitor);
        } finally {
            quit();
        }
    }

    private void quit() {
        try {
            connection.execute("quit", Map.of());
        } catch (EmulatorException gone) {
            // It was ended from elsewhere.
        }
    }

    private static String failure(EmulatorProcess gone) {
        String complaints = gone.complaints();
        return complaints.isEmpty() ? "QEMU ended with status " + gone.process().exitValue() : complaints;
    }

    private static QemuConnection connect(ServerSocketChannel server, EmulatorProcess process) {
        process.process().onExit().thenRun(() -> closeQuietly(server));
        try {
            SocketChannel channel = server.accept();
            return new QemuConnection(channel);
        } catch (IOException gone) {
            String complaints = failure(process);
            process.close();
            throw new EmulatorException("QEMU did not start: " + complaints, gone);
        }
    }

    private void begin(MachineSpec spec) {
        try {
            connection.execute("qmp_capabilities", Map.of());
            serial().restartClock();
            if (spec.gdbPort().isEmpty()) {
                connection.execute("cont", Map.of());
            }
        } catch (EmulatorException failure) {
            Outcome outcome = awaitEnd(Duration.ofSeconds(2));
            close();
            throw new EmulatorException("QEMU did not start: " + outcome.detail(), failure);
        }
    }

    /** TCG warns of every feature of the CPU model that it lacks; that explains no failure. */
    private static boolean tellsOfFailure(String line) {
        return !line.contains("TCG doesn't support requested feature");
    }

    private static void closeQuietly(ServerSocketChannel server) {
        try {
            server.close();
        } catch (IOException ignored) {
            // It only had to stop waiting.
        }
    }
}
