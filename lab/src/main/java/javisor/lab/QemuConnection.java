package javisor.lab;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The QEMU Machine Protocol: one JSON object per line. Commands are answered in order; in between come events, of which
 * only SHUTDOWN interests here, because it tells power-off from reset.
 */
final class QemuConnection {
    private static final Duration ANSWER_TIME = Duration.ofSeconds(30);
    private static final String BY_ITSELF = "guest-";
    private static final JsonObject END = new JsonObject();

    private final SocketChannel channel;
    private final OutputStream commands;
    private final BlockingQueue<JsonObject> answers = new LinkedBlockingQueue<>();
    private final Thread reader;
    private volatile String shutdownReason = "";
    private volatile Runnable atShutdown = () -> {};

    QemuConnection(SocketChannel channel) {
        this.channel = channel;
        this.commands = Channels.newOutputStream(channel);
        this.reader = EmulatorProcess.reader("emulator's monitor", this::read);
    }

    /** Executes a command and {@return what it returned}. */
    synchronized Object execute(String command, Map<String, ?> arguments) {
        String line = JsonWriter.string()
                .object()
                .value("execute", command)
                .object("arguments", arguments)
                .end()
                .done();
        try {
            commands.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            JsonObject answer = answers.poll(ANSWER_TIME.toMillis(), TimeUnit.MILLISECONDS);
            if (answer == null) {
                throw new EmulatorException(
                        "QEMU has not answered " + command + " for " + ANSWER_TIME.toSeconds() + " s");
            }
            if (answer == END) {
                throw new EmulatorException("QEMU ended before it answered " + command);
            }
            if (answer.has("error")) {
                throw new EmulatorException("QEMU refuses " + command + ": "
                        + answer.getObject("error").getString("desc"));
            }
            return answer.get("return");
        } catch (IOException gone) {
            throw new EmulatorException("QEMU is gone, it cannot be asked to " + command, gone);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EmulatorException("interrupted while waiting for QEMU", interrupted);
        }
    }

    /** Does something, on a thread of its own, when the machine shuts down by itself. */
    void atShutdown(Runnable action) {
        atShutdown = action;
    }

    /** {@return why the machine shut down first, in the protocol's words, or nothing if it did not} */
    String shutdownReason() {
        return shutdownReason;
    }

    /** Waits until all events are read. */
    void awaitEnd(Duration time) {
        try {
            reader.join(time);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                handle(JsonParser.object().from(line));
            }
        } catch (IOException | JsonParserException gone) {
            // The emulator ended in the middle of a line; there is nothing more to learn from it.
        } finally {
            answers.add(END);
        }
    }

    private void handle(JsonObject message) {
        if (message.has("return") || message.has("error")) {
            answers.add(message);
        } else if ("SHUTDOWN".equals(message.getString("event")) && shutdownReason.isEmpty()) {
            shutdownReason = message.getObject("data").getString("reason", "");
            if (shutdownReason.startsWith(BY_ITSELF)) {
                EmulatorProcess.reader("machine's end", atShutdown);
            }
        }
    }
}
