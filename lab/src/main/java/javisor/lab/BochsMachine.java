package javisor.lab;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A machine in Bochs. Its serial port connects to a socket of ours; Bochs always ends with status 1, so its log is read. */
public final class BochsMachine extends RunningMachine {
    private static final List<String> POWER_OFF =
            List.of("Shutdown port: shutdown requested", "ACPI control: soft power off");
    private static final String PANIC = ">>PANIC<<";
    private static final Pattern COMPLAINT = Pattern.compile("\\d+[ep]\\[");
    private static final String TRIPLE_FAULT = "3rd exception with no resolution";

    private final Socket serialPort;

    private BochsMachine(EmulatorProcess process, SerialLog serial, Socket serialPort) {
        super(process, serial);
        this.serialPort = serialPort;
    }

    static BochsMachine start(
            List<String> command,
            ScratchDirectory scratch,
            IntFunction<String> configuration,
            Duration connectTime,
            Consumer<SerialLine> listener) {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(scratch.file(Bochs.CONFIGURATION), configuration.apply(server.getLocalPort()));
            Files.writeString(Bochs.debuggerCommandFile(scratch), Bochs.debuggerCommands());
            EmulatorProcess process = EmulatorProcess.start(command, scratch, BochsMachine::tellsOfFailure);
            EmulatorProcess.reader("emulator's output", () -> discard(process));
            Socket port = accept(server, process, connectTime);
            SerialLog serial = new SerialLog(listener);
            EmulatorProcess.reader("serial port", () -> fill(serial, port));
            return new BochsMachine(process, serial, port);
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
        String log = log(gone);
        if (POWER_OFF.stream().anyMatch(log::contains)) {
            return new Outcome(Outcome.Ending.POWER_OFF, "");
        }
        if (log.contains(TRIPLE_FAULT)) {
            return new Outcome(Outcome.Ending.RESET, "triple fault");
        }
        return gone.stopped()
                ? new Outcome(Outcome.Ending.STOPPED, "")
                : new Outcome(Outcome.Ending.EMULATOR_FAILED, failure(gone));
    }

    @Override
    public void close() {
        super.close();
        closeQuietly(serialPort);
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
            String complaints = failure(process);
            process.close();
            throw new EmulatorException("Bochs did not start: " + complaints, gone);
        }
    }

    /** Bochs repeats its complaints in its log, once it has one; before that they are on standard error only. */
    private static String failure(EmulatorProcess gone) {
        String log = log(gone);
        return (log.contains(PANIC) ? log : gone.complaints())
                .lines()
                .filter(BochsMachine::tellsOfFailure)
                .map(line ->
                        line.substring(line.indexOf(']') + 1).replace(PANIC, "").strip())
                .collect(Collectors.joining("\n"));
    }

    private static String log(EmulatorProcess process) {
        try {
            return Files.readString(process.file(Bochs.LOG), StandardCharsets.ISO_8859_1);
        } catch (IOException absent) {
            return "";
        }
    }

    private static boolean tellsOfFailure(String line) {
        return COMPLAINT.matcher(line).lookingAt() && !line.contains("notify called");
    }

    private static void fill(SerialLog serial, Socket port) {
        try {
            serial.fill(port.getInputStream());
        } catch (IOException gone) {
            serial.end();
        }
    }

    private static void discard(EmulatorProcess process) {
        try {
            process.process().getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException | UncheckedIOException gone) {
            // Nobody reads it.
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
