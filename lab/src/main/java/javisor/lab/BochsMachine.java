package javisor.lab;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** A machine in Bochs. Its serial port connects to a socket of ours; Bochs always ends with status 1, so its log is read. */
public final class BochsMachine extends RunningMachine {
    private static final List<String> POWER_OFF =
            List.of("Shutdown port: shutdown requested", "ACPI control: soft power off");
    private static final Duration READING_TIME = Duration.ofSeconds(5);

    private final Socket serialPort;
    private final BochsLog log;
    private final Thread logReader;

    private BochsMachine(EmulatorProcess process, SerialLog serial, Socket serialPort, BochsLog log, Thread logReader) {
        super(process, serial);
        this.serialPort = serialPort;
        this.log = log;
        this.logReader = logReader;
    }

    static BochsMachine start(
            List<String> command,
            ScratchDirectory scratch,
            IntFunction<String> configuration,
            BochsLog log,
            Duration connectTime,
            Consumer<SerialLine> listener) {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(scratch.file(Bochs.CONFIGURATION), configuration.apply(server.getLocalPort()));
            Files.writeString(scratch.file(Bochs.DEBUGGER_COMMANDS), Bochs.DEBUGGER_INPUT);
            EmulatorProcess process = EmulatorProcess.start(command, scratch, BochsLog::isComplaint);
            Thread logReader = EmulatorProcess.reader("emulator's log", () -> {
                log.read(process.process().getInputStream());
                if (log.tellsOfReset()) {
                    process.process().destroy();
                }
            });
            Socket port = accept(server, process, connectTime);
            SerialLog serial = new SerialLog(listener);
            EmulatorProcess.reader("serial port", () -> fill(serial, port));
            return new BochsMachine(process, serial, port, log, logReader);
        } catch (IOException failure) {
            scratch.close();
            throw new EmulatorException("Bochs cannot be set up: " + failure.getMessage(), failure);
        }
    }

    @Override
    OutputStream serialInput() throws IOException {
        return serialPort.getOutputStream();
    }

    @Override
    Outcome judge(EmulatorProcess gone) {
        awaitLog();
        if (log.tells(POWER_OFF)) {
            return new Outcome(Outcome.Ending.POWER_OFF, "");
        }
        if (log.tellsOfReset()) {
            return new Outcome(Outcome.Ending.RESET, "");
        }
        if (log.tellsOfTripleFault()) {
            return new Outcome(Outcome.Ending.RESET, "triple fault");
        }
        return gone.stopped()
                ? new Outcome(Outcome.Ending.STOPPED, "")
                : new Outcome(Outcome.Ending.EMULATOR_FAILED, log.failure().orElseGet(() -> complaints(gone)));
    }

    @Override
    public void close() {
        super.close();
        closeQuietly(serialPort);
        awaitLog();
    }

    private void awaitLog() {
        try {
            logReader.join(READING_TIME);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Socket accept(ServerSocket server, EmulatorProcess process, Duration connectTime) {
        process.process().onExit().thenRun(() -> closeQuietly(server));
        try {
            server.setSoTimeout((int) connectTime.toMillis());
            return server.accept();
        } catch (SocketTimeoutException over) {
            process.close();
            throw new EmulatorException(
                    "Bochs started, but has not connected its serial port for " + connectTime.toSeconds()
                            + " s; try again, or --emulator qemu",
                    over);
        } catch (IOException gone) {
            String complaints = complaints(process);
            process.close();
            throw new EmulatorException("Bochs did not start: " + complaints, gone);
        }
    }

    /** {@return what is on standard error, where complaints go that come before Bochs has its log} */
    private static String complaints(EmulatorProcess gone) {
        String complaints = BochsLog.withoutHeads(gone.complaints().lines().toList());
        return complaints.isEmpty()
                ? "Bochs ended with status " + gone.process().exitValue()
                : complaints;
    }

    private static void fill(SerialLog serial, Socket port) {
        try {
            serial.fill(port.getInputStream());
        } catch (IOException gone) {
            serial.end();
        }
    }

    private static void closeQuietly(Closeable socket) {
        try {
            socket.close();
        } catch (IOException ignored) {
            // Nobody uses it any more.
        }
    }
}
